import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CandleHistory } from "../../../app/backtest/candles.ts";
import { backtestRequest } from "../../../app/backtest/request.ts";
import { runBacktest } from "../../../app/backtest/run.ts";
import { Engine } from "../../../app/engine/engine.ts";
import { parseInstrument } from "../../../app/engine/instrument.ts";
import { Money } from "../../../app/portfolio/money.ts";
import { Portfolio } from "../../../app/portfolio/portfolio.ts";
import { SmaCross } from "../../../app/strategies/sma-cross.ts";
import { candleAt } from "../support/events.ts";

const request = backtestRequest.parse({ market: "BTCUSDT", parameters: { fast: 2, slow: 5 } });
const closes = fc.array(fc.integer({ min: 100, max: 200 }), { maxLength: 120 });

function historyOf(prices: readonly number[]) {
  const history = new CandleHistory(1_000);
  for (const [index, price] of prices.entries()) history.add(candleAt(index, price));
  return history.last(1_000);
}

describe("a backtest", () => {
  it("takes the same steps as live trading on the same candles", () => {
    fc.assert(
      fc.property(closes, (prices) => {
        const portfolio = new Portfolio({ cash: new Money(request.cash), feeRate: new Money(request.feeRate) });
        const live = new Engine({
          instruments: [parseInstrument("BTCUSDT")].flatMap((one) => one ?? []),
          portfolio,
          orderValue: new Money(request.orderValue),
          strategy: () => new SmaCross(request.parameters),
        });
        const replayed: unknown[] = [];
        const result = runBacktest(historyOf(prices), request, (step) => replayed.push(step));
        expect(replayed).toEqual(prices.map((price, index) => live.process(candleAt(index, price))));
        expect(result.value).toBe(portfolio.valuation().value.toString());
      }),
    );
  });

  it("does not look ahead: candles that come later change no earlier step", () => {
    fc.assert(
      fc.property(closes, closes, (past, future) => {
        const steps = (prices: readonly number[]) => {
          const taken: unknown[] = [];
          runBacktest(historyOf(prices), request, (step) => taken.push(step));
          return taken;
        };
        expect(steps([...past, ...future]).slice(0, past.length)).toEqual(steps(past));
      }),
    );
  });

  // fast 1 of slow 2: below at 9, above at 12 (buy, filled at 12), below at 10 (sell, filled at 10).
  it("reports signals, fills, fees and profit, worked out by hand", () => {
    const bySmall = backtestRequest.parse({ market: "BTCUSDT", parameters: { fast: 1, slow: 2 }, orderValue: "120" });
    expect(runBacktest(historyOf([10, 9, 12, 12, 10, 10]), bySmall)).toEqual({
      candles: 6,
      signals: { buy: 1, sell: 1 },
      fills: 2,
      refused: 0,
      value: "99979.78",
      realizedPnl: "-20.22",
      unrealizedPnl: "0",
      fees: "0.22",
    });
  });

  it("of no candles does nothing", () => {
    expect(runBacktest(historyOf([]), request)).toMatchObject({ candles: 0, fills: 0, value: "100000" });
  });

  it("fails with a code for a market that cannot be traded", () => {
    expect(() => runBacktest(historyOf([]), { ...request, market: "EURUSD" })).toThrow(
      'market "EURUSD" is not traded here',
    );
  });
});

describe("the candles that are kept", () => {
  it("are the last ones, oldest first", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1 })),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(12),
        (prices, capacity, count) => {
          const history = new CandleHistory(capacity);
          for (const [index, price] of prices.entries()) history.add(candleAt(index, price));
          const expected = prices.slice(-capacity).slice(Math.max(0, Math.min(prices.length, capacity) - count));
          expect([...history.last(count).close]).toEqual(expected);
        },
      ),
    );
  });
});
