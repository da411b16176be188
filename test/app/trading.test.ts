import { describe, expect, it } from "vitest";
import { emptyCandles } from "../../app/backtest/candles.ts";
import { parseInstrument } from "../../app/engine/instrument.ts";
import type { Step } from "../../app/engine/step.ts";
import { MOST_UNITS, ONE } from "../../app/portfolio/units.ts";
import type { StrategyChoice } from "../../app/strategies/index.ts";
import { createTrading, type TradingOptions } from "../../app/trading.ts";
import { metricsOf } from "../../lib/metrics/catalogue.ts";
import { renderText } from "../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import * as catalogue from "../../metrics/quantflow/index.ts";
import { parseText, sampleValue } from "../lib/metrics/parse-text.ts";
import { candleAt } from "./support/events.ts";

const crossing: StrategyChoice = { name: "sma-cross", parameters: { fast: 1, slow: 2 } };
/** Falls, rises twice (a buy) and falls (a sale): the order of each is filled one candle later, at its open. */
const CLOSES = [10, 9, 12, 12, 8, 8] as const;

function create(options: Partial<TradingOptions> = {}) {
  const recorder = new MetricsRecorder(metricsOf(catalogue), {
    labelSets: catalogue.droppedLabelSets,
    values: catalogue.droppedValues,
  });
  const trading = createTrading(
    {
      instruments: [parseInstrument("BTCUSDT")].flatMap((one) => one ?? []),
      startingCash: 1_000 * ONE,
      feeRate: 100_000,
      orderValue: 120 * ONE,
      limits: { positionValue: MOST_UNITS, exposure: MOST_UNITS, loss: MOST_UNITS },
      strategy: crossing,
      ...options,
    },
    recorder,
  );
  const run = (closes: readonly number[], from = 0) =>
    closes.map((close, index) => trading.process(candleAt(from + index, close)));
  const exposed = (name: string, labels: Readonly<Record<string, string>>) => {
    trading.refresh();
    return sampleValue(parseText(renderText(recorder.families())), name, labels);
  };
  return { ...trading, run, exposed };
}

describe("live trading", () => {
  it("makes no order before the ledger has its fills, and says so", () => {
    const { run, ledger, exposed, restore } = create();
    expect(exposed("quantflow_trading_halted", { reason: "restoring" })).toBe(1);
    expect(run(CLOSES).map(({ refused }) => refused)).toEqual([
      undefined,
      undefined,
      "restoring",
      undefined,
      "restoring",
      undefined,
    ]);
    expect(ledger.fills).toBe(0);
    expect(exposed("quantflow_orders_refused_total", { reason: "restoring" })).toBe(2);
    restore([]);
    expect(exposed("quantflow_trading_halted", { reason: "restoring" })).toBe(0);
    expect(run([12, 12], 6).map(({ fill }) => fill?.side)).toEqual([undefined, "buy"]);
  });

  it("goes on after a restart as if there had been none", () => {
    const through = create();
    through.restore([]);
    const before = through.run(CLOSES.slice(0, 4));
    const restarted = create();
    restarted.restore(before.flatMap(({ fill }) => fill ?? []));
    restarted.replay("BTCUSDT", through.histories.get("BTCUSDT")?.last(4) ?? emptyCandles(0));
    const shown = ({ signal, fill, refused }: Step) => ({ signal, fill, refused });
    const after = [8, 8, 13, 14];
    expect(restarted.run(after, 4).map(shown)).toEqual(through.run(after, 4).map(shown));
    expect(through.ledger.fills).toBe(3);
    expect(restarted.ledger.valuation()).toEqual(through.ledger.valuation());
    expect(restarted.histories.get("BTCUSDT")?.last(9)).toEqual(through.histories.get("BTCUSDT")?.last(9));
  });

  it("leaves out of a replay what live candles have overtaken", () => {
    const { run, replay, histories, exposed } = create();
    const earlier = create();
    earlier.run(CLOSES);
    run([20], 3);
    replay("BTCUSDT", earlier.histories.get("BTCUSDT")?.last(9) ?? emptyCandles(0));
    expect([...(histories.get("BTCUSDT")?.last(9).openTime ?? [])]).toEqual([3_000, 4_000, 5_000]);
    // What was signalled then was counted then.
    expect(exposed("quantflow_trading_signals_total", { symbol: "BTC", signal: "buy" })).toBeUndefined();
  });

  it("stays without orders when the fills cannot be its own", () => {
    const { restore, run, ledger } = create();
    const fill = { asset: "BTC", side: "sell", liquidity: "taker", size: ONE, price: ONE, fee: 0 } as const;
    expect(() => restore([fill])).toThrow(expect.objectContaining({ code: "PORTFOLIO_IMPOSSIBLE_FILL" }));
    run(CLOSES);
    expect(ledger.fills).toBe(0);
  });

  it("stops buying once it has lost what it may lose, and still sells", () => {
    const { run, restore, exposed, ledger } = create({
      limits: { positionValue: MOST_UNITS, exposure: MOST_UNITS, loss: 40 * ONE },
    });
    restore([]);
    // Bought 10 at 12 and sold at 8: 40 and the fees are lost.
    const steps = run([...CLOSES, 12, 12]);
    expect(steps.map(({ fill, refused }) => fill?.side ?? refused)).toEqual([
      undefined,
      undefined,
      undefined,
      "buy",
      undefined,
      "sell",
      undefined,
      "loss",
    ]);
    expect(ledger.size("BTC")).toBe(0);
    expect(exposed("quantflow_trading_halted", { reason: "loss" })).toBe(1);
  });

  it("trades by the strategy that is chosen, with its parameters", () => {
    const strategy: StrategyChoice = { name: "mean-reversion", parameters: { window: 4, entry: 1.5 } };
    const { run, restore, exposed } = create({ strategy });
    restore([]);
    expect(run([100, 100, 100, 90, 94, 98]).map(({ signal }) => signal)).toEqual([
      undefined,
      undefined,
      undefined,
      "buy",
      undefined,
      "sell",
    ]);
    expect(exposed("quantflow_trading_signals_total", { symbol: "BTC", signal: "buy" })).toBe(1);
  });

  it("keeps closed candles for backtests", () => {
    const { run, histories } = create();
    run(CLOSES);
    expect([...(histories.get("BTCUSDT")?.last(2).close ?? [])]).toEqual([8 * ONE, 8 * ONE]);
  });
});
