import { describe, expect, it } from "vitest";
import { Engine } from "../../../app/engine/engine.ts";
import type { MarketEvent } from "../../../app/engine/events.ts";
import { parseInstrument } from "../../../app/engine/instrument.ts";
import { nextPrice } from "../../../app/engine/prices.ts";
import { NO_LIMITS } from "../../../app/engine/risk.ts";
import { Ledger } from "../../../app/portfolio/ledger.ts";
import { ONE } from "../../../app/portfolio/units.ts";
import { recordPortfolio, recordStep } from "../../../app/runtime/trading-metrics.ts";
import { metricsOf } from "../../../lib/metrics/catalogue.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import * as catalogue from "../../../metrics/quantflow/index.ts";
import { type Parsed, parseText, sampleValue } from "../../lib/metrics/parse-text.ts";
import { fillOf } from "../portfolio/fills.ts";
import { candleAt, tradeAt } from "../support/events.ts";

const drops = { labelSets: catalogue.droppedLabelSets, values: catalogue.droppedValues };
const instruments = ["BTCUSDT"].flatMap((market) => parseInstrument(market) ?? []);

/** What is exposed after live trading that buys at its first candle and sells at its second. */
function traded(cash: number, ...events: readonly MarketEvent[]): Parsed {
  const recorder = new MetricsRecorder(metricsOf(catalogue), drops);
  const ledger = new Ledger(cash * ONE);
  const script = ["buy", "sell"] as const;
  let candles = 0;
  const engine = new Engine({
    instruments,
    account: ledger,
    execution: nextPrice,
    fees: { maker: 100_000, taker: 100_000 },
    orderValue: 100 * ONE,
    limits: NO_LIMITS,
    strategy: () => ({ next: () => script[candles++] }),
  });
  for (const event of events) recordStep(recorder, engine.process(event));
  recordPortfolio(recorder, ledger, instruments);
  return parseText(renderText(recorder.families()));
}

const orders = (exposed: Parsed, outcome: string) =>
  sampleValue(exposed, "quantflow_order_duration_seconds_count", { outcome });
const refused = (exposed: Parsed, reason: string) => sampleValue(exposed, "quantflow_orders_refused_total", { reason });
const currency = "USDT";

describe("an order", () => {
  it("is recorded once it is filled, with the time that it took", () => {
    const exposed = traded(1_000, candleAt(0, 10), tradeAt(1_250, 10), tradeAt(1_500, 10));
    expect(orders(exposed, "filled")).toBe(1);
    expect(sampleValue(exposed, "quantflow_order_duration_seconds_sum", { outcome: "filled" })).toBe(0.25);
    expect(sampleValue(exposed, "quantflow_trades_total", { symbol: "BTC", side: "buy" })).toBe(1);
    expect(sampleValue(exposed, "quantflow_fees_total", { currency })).toBe(0.1);
  });

  it("is recorded as refused where the cash does not cover it, and is no fill", () => {
    const exposed = traded(50, candleAt(0, 10), tradeAt(1_250, 10));
    expect([orders(exposed, "cash"), orders(exposed, "filled")]).toEqual([1, 0]);
    expect([refused(exposed, "cash"), refused(exposed, "loss")]).toEqual([1, 0]);
    expect(sampleValue(exposed, "quantflow_trades_total", { symbol: "BTC", side: "buy" })).toBeUndefined();
  });

  it("is exposed at 0 with every outcome before there is any", () => {
    const exposed = traded(1_000);
    expect(["filled", ...catalogue.REFUSALS].map((outcome) => orders(exposed, outcome))).toEqual(Array(9).fill(0));
    expect(catalogue.REFUSALS.map((reason) => refused(exposed, reason))).toEqual(Array(8).fill(0));
  });
});

describe("the portfolio", () => {
  // 10 BTC at 10 for 100 and 0.1 of fee, now at 12.5: worth 125, won 24.9.
  it("is exposed in whole coins, at its last prices", () => {
    const exposed = traded(1_000, candleAt(0, 10), tradeAt(1_001, 10), tradeAt(1_002, 12.5));
    expect(sampleValue(exposed, "quantflow_position_size", { symbol: "BTC" })).toBe(10);
    expect(sampleValue(exposed, "quantflow_position_value", { symbol: "BTC" })).toBe(125);
    expect(sampleValue(exposed, "quantflow_portfolio_exposure", { currency })).toBe(125);
    expect(sampleValue(exposed, "quantflow_portfolio_value", { currency })).toBe(1_024.9);
    expect(sampleValue(exposed, "quantflow_unrealized_pnl", { currency })).toBe(24.9);
    expect(sampleValue(exposed, "quantflow_realized_pnl", { currency })).toBe(0);
  });

  // Sold for 80 less 0.08 of fee what had cost 100.1.
  it("shows a loss as a lower profit, and a closed position as 0", () => {
    const exposed = traded(1_000, candleAt(0, 10), tradeAt(1_001, 10), candleAt(1, 9), tradeAt(2_001, 8));
    expect(sampleValue(exposed, "quantflow_realized_pnl", { currency })).toBe(-20.18);
    expect(sampleValue(exposed, "quantflow_position_size", { symbol: "BTC" })).toBe(0);
    expect(sampleValue(exposed, "quantflow_position_value", { symbol: "BTC" })).toBe(0);
  });

  it("shows what is held of a market that is no longer traded", () => {
    const recorder = new MetricsRecorder(metricsOf(catalogue), drops);
    const ledger = new Ledger(1_000 * ONE);
    ledger.restore([fillOf("buy", 3, 100, "DOGE")]);
    recordPortfolio(recorder, ledger, instruments);
    const exposed = parseText(renderText(recorder.families()));
    expect(sampleValue(exposed, "quantflow_position_value", { symbol: "DOGE" })).toBe(300);
    expect(sampleValue(exposed, "quantflow_position_value", { symbol: "BTC" })).toBe(0);
  });
});
