import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candlesBetween } from "../../../app/backtest/candles.ts";
import { NextOpen } from "../../../app/backtest/next-open.ts";
import { type BacktestRequest, backtestRequest } from "../../../app/backtest/request.ts";
import { runBacktest } from "../../../app/backtest/run.ts";
import { type Slippage, slippedPrice } from "../../../app/backtest/slippage.ts";
import { Engine } from "../../../app/engine/engine.ts";
import { NO_LIMITS } from "../../../app/engine/risk.ts";
import type { Step } from "../../../app/engine/step.ts";
import { Ledger } from "../../../app/portfolio/ledger.ts";
import { ONE, unitsText } from "../../../app/portfolio/units.ts";
import { type StrategyName, strategies } from "../../../app/strategies/index.ts";
import { SmaCross } from "../../../app/strategies/sma-cross.ts";
import { type Bar, candlesAt, candlesOf, waves } from "./support/candles.ts";

const SMALL: Readonly<Record<StrategyName, object>> = {
  "sma-cross": { fast: 2, slow: 5 },
  "mean-reversion": { window: 5, entry: 1, exit: 0 },
};
const names = Object.keys(strategies) as StrategyName[];
const slippages: readonly Slippage[] = [
  { model: "none" },
  { model: "basis-points", basisPoints: 5 },
  { model: "volume-share", priceImpact: 0.1 },
];

const requestOf = (overrides: object): BacktestRequest =>
  backtestRequest.parse({ market: "BTCUSDT", parameters: { fast: 1, slow: 2 }, ...overrides });

function stepsOf(bars: readonly Bar[], request: BacktestRequest): readonly object[] {
  const steps: object[] = [];
  const observe = ({ signal, fill, refused, candle }: Step) =>
    void steps.push({ signal, fill, refused, candle: { ...candle } });
  runBacktest(candlesOf(bars), request, { observe });
  return steps;
}

const bar = fc.record({
  open: fc.integer({ min: 100, max: 120 }),
  close: fc.integer({ min: 100, max: 120 }),
  volume: fc.integer({ min: 0, max: 30 }),
});
const bars = fc.array(bar, { maxLength: 80 });

describe("a backtest", () => {
  // Fast 1 of slow 2: below at 9, above at 12 (buy 10 at 12, fee 0.12), below at 10 (sell at 10, fee 0.10).
  it("reports signals, fills, fees and profit, worked out by hand", () => {
    const result = runBacktest(
      candlesOf([
        { open: 10, close: 10 },
        { open: 10, close: 9 },
        { open: 9, close: 12 },
        { open: 12, close: 12 },
        { open: 12, close: 10 },
        { open: 10, close: 10 },
      ]),
      requestOf({ cash: "1000", orderValue: "120" }),
    );
    expect(result).toEqual({
      candles: 6,
      intervalSeconds: 1,
      signals: { buy: 1, sell: 1 },
      fills: 2,
      refused: {},
      cash: "979.78",
      value: "979.78",
      realizedPnl: "-20.22",
      unrealizedPnl: "0",
      fees: "0.22",
      statistics: {
        return: expect.closeTo(-0.02022, 12),
        // From 1000 before the buy, which is the value of index 3, to the last of 6.
        maxDrawdown: { ratio: expect.closeTo(0.02022, 12), bars: 3, seconds: 3 },
        sharpe: expect.any(Number),
        sortino: expect.any(Number),
        profitFactor: 0,
        exposure: 2 / 6,
        trades: 1,
        winRate: 0,
      },
      equity: {
        time: [0, 1000, 2000, 3000, 4000, 5000, 6000],
        value: ["1000", "1000", "1000", "1000", "999.88", "979.88", "979.78"],
      },
    });
  });

  // The six returns are 0, 0, 0, -0.00012, -20/999.88 and -0.1/979.88, in a year of 31,536,000 seconds.
  it("annualises its ratios from the length of its bars", () => {
    const { statistics } = runBacktest(
      candlesAt(10, 10, 9, 12, 12, 10, 10),
      requestOf({ cash: "1000", orderValue: "120" }),
    );
    const equity = [1000, 1000, 1000, 1000, 1000, 999.88, 979.88, 979.78];
    const returns = equity.slice(1).map((value, index) => value / (equity[index] as number) - 1);
    const mean = returns.reduce((sum, one) => sum + one, 0) / 7;
    const deviation = Math.sqrt(returns.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 6);
    const downside = Math.sqrt(returns.reduce((sum, one) => sum + Math.min(one, 0) ** 2, 0) / 7);
    expect(statistics.sharpe).toBeCloseTo((mean / deviation) * Math.sqrt(31_536_000), 6);
    expect(statistics.sortino).toBeCloseTo((mean / downside) * Math.sqrt(31_536_000), 6);
  });

  it("has null for what has no value, never NaN or Infinity", () => {
    for (const candles of [candlesAt(), candlesAt(10), candlesAt(10, 10, 10, 10)]) {
      const { statistics } = runBacktest(candles, requestOf({}));
      expect(statistics).toMatchObject({
        return: 0,
        sharpe: null,
        sortino: null,
        profitFactor: null,
        trades: 0,
        winRate: null,
      });
      expect(JSON.parse(JSON.stringify(statistics))).toEqual(statistics);
    }
    expect(runBacktest(candlesAt(), requestOf({}))).toMatchObject({
      candles: 0,
      value: "100000",
      statistics: { exposure: null, maxDrawdown: { ratio: 0, bars: 0, seconds: 0 } },
      equity: { time: [], value: [] },
    });
  });

  it("charges makers and takers their own fees", () => {
    const candles = candlesAt(10, 9, 12, 12, 10, 10);
    const fees = { maker: "0", taker: "0.001" };
    expect(runBacktest(candles, requestOf({ fees })).fees).not.toBe("0");
    expect(runBacktest(candles, requestOf({ fees, liquidity: "maker" }))).toMatchObject({ fills: 2, fees: "0" });
  });

  it("keeps to the limits, and counts what it did not do", () => {
    const candles = candlesAt(10, 9, 12, 12, 10, 10);
    expect(runBacktest(candles, requestOf({ limits: { positionValue: "999" } }))).toMatchObject({
      fills: 0,
      refused: { "position-value": 1 },
      value: "100000",
    });
    expect(runBacktest(candles, requestOf({ cash: "100" }))).toMatchObject({ fills: 0, refused: { cash: 1 } });
  });

  it("pays for slippage", () => {
    const values = slippages.map((slippage) => Number(runBacktest(waves(500), requestOf({ slippage })).value));
    const [none = 0, ...slipped] = values;
    for (const value of slipped) expect(value).toBeLessThan(none);
  });

  it("takes the steps of the live engine on the exact ledger, to the last unit", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 100, max: 200 }), { maxLength: 120 }), (closes) => {
        const request = requestOf({ parameters: { fast: 2, slow: 5 } });
        const candles = candlesAt(...closes);
        const ledger = new Ledger(100_000 * ONE);
        const live = new Engine({
          instruments: [{ market: "BTCUSDT", base: "BTC", quote: "USDT" }],
          account: ledger,
          execution: new NextOpen({
            liquidity: "taker",
            slipped: slippedPrice({ model: "none" }),
            orderValue: 1000 * ONE,
          }),
          fees: { maker: ONE / 1000, taker: ONE / 1000 },
          orderValue: 1000 * ONE,
          limits: NO_LIMITS,
          strategy: () => new SmaCross({ fast: 2, slow: 5 }),
        });
        const result = runBacktest(candles, request, {
          observe: ({ event, signal, fill }) => expect(live.process({ ...event })).toMatchObject({ signal, fill }),
        });
        expect(result.value).toBe(unitsText(ledger.valuation().value));
        expect(result.realizedPnl).toBe(unitsText(ledger.valuation().realizedPnl));
      }),
    );
  });

  it("fails with a code for what is no market", () => {
    expect(() => runBacktest(candlesAt(), requestOf({ market: "EURUSD" }))).toThrow(
      'not a backtest: market: "EURUSD" is not one such as BTCUSDT',
    );
  });
});

describe.each(names)("a backtest of %s does not look ahead", (strategy) => {
  it.each(slippages)("with slippage $model: candles that come later change no earlier step", (slippage) => {
    fc.assert(
      fc.property(bars, bars, fc.constantFrom("taker", "maker"), (past, future, liquidity) => {
        const request = requestOf({ strategy, parameters: SMALL[strategy], slippage, liquidity });
        expect(stepsOf([...past, ...future], request).slice(0, past.length)).toEqual(stepsOf(past, request));
      }),
    );
  });

  it.each(slippages)("with slippage $model: it trades, so that there is something to prove", (slippage) => {
    const request = requestOf({ strategy, parameters: SMALL[strategy], slippage });
    const whole = runBacktest(waves(1_000), request);
    expect(whole.fills).toBeGreaterThan(20);
    const half = runBacktest(candlesBetween(waves(1_000), 0, 500), request);
    expect(whole.equity.value.length).toBeGreaterThan(half.equity.value.length);
  });
});
