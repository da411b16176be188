import { describe, expect, it } from "vitest";
import { Engine } from "../../../app/engine/engine.ts";
import type { MarketEvent } from "../../../app/engine/events.ts";
import { parseInstrument } from "../../../app/engine/instrument.ts";
import { Money } from "../../../app/portfolio/money.ts";
import { Portfolio } from "../../../app/portfolio/portfolio.ts";
import { recordStep } from "../../../app/runtime/trading-metrics.ts";
import { metricsOf } from "../../../lib/metrics/catalogue.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import * as catalogue from "../../../metrics/quantflow/index.ts";
import { type Parsed, parseText, sampleValue } from "../../lib/metrics/parse-text.ts";
import { candleAt, tradeAt } from "../support/events.ts";

const drops = { labelSets: catalogue.droppedLabelSets, values: catalogue.droppedValues };
const instruments = ["BTCUSDT"].flatMap((market) => parseInstrument(market) ?? []);

/** What is exposed after live trading that buys at its first candle. */
function traded(cash: string, ...events: readonly MarketEvent[]): Parsed {
  const recorder = new MetricsRecorder(metricsOf(catalogue), drops);
  const portfolio = new Portfolio({ cash: new Money(cash), feeRate: new Money("0.001") });
  const strategy = () => ({ next: () => "buy" as const });
  const engine = new Engine({ instruments, portfolio, orderValue: new Money("100"), strategy });
  for (const event of events) recordStep(recorder, engine.process(event));
  return parseText(renderText(recorder.families()));
}

const orders = (exposed: Parsed, outcome: string) =>
  sampleValue(exposed, "quantflow_order_duration_seconds_count", { outcome });

describe("an order", () => {
  it("is recorded once it is filled, with the time that it took", () => {
    const exposed = traded("1000", candleAt(0, 10), tradeAt(1_250, 10), tradeAt(1_500, 10));
    expect(orders(exposed, "filled")).toBe(1);
    expect(sampleValue(exposed, "quantflow_order_duration_seconds_sum", { outcome: "filled" })).toBe(0.25);
    expect(sampleValue(exposed, "quantflow_trades_total", { symbol: "BTC", side: "buy" })).toBe(1);
  });

  it("is recorded as refused where the cash does not cover it, and is no fill", () => {
    const exposed = traded("50", candleAt(0, 10), tradeAt(1_250, 10));
    expect([orders(exposed, "cash"), orders(exposed, "filled")]).toEqual([1, 0]);
    expect(sampleValue(exposed, "quantflow_trades_total", { symbol: "BTC", side: "buy" })).toBeUndefined();
  });

  it("is exposed at 0 with every outcome before there is any", () => {
    const exposed = traded("1000");
    expect(["filled", "cash", "too-small"].map((outcome) => orders(exposed, outcome))).toEqual([0, 0, 0]);
  });
});
