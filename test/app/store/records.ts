import type { FillRow } from "../../../app/store/rows.ts";
import type { Recorded } from "../../../app/store/stores.ts";
import { metricsOf } from "../../../lib/metrics/catalogue.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import * as catalogue from "../../../metrics/quantflow/index.ts";
import { parseText, sampleValue } from "../../lib/metrics/parse-text.ts";
import { candleAt, tradeAt } from "../support/events.ts";

const instrument = { market: "BTCUSDT", base: "BTC", quote: "USDT" };
const fill = { asset: "BTC", side: "buy", liquidity: "taker" } as const;

/** What steps of live trading leave to be stored. */
export const candleStep = (index: number): Recorded => ({
  ...{ sequence: index, instrument, fill: undefined },
  event: candleAt(index, 105, 100),
});
export const tradeStep = (id: number): Recorded => ({
  ...{ sequence: id, instrument, fill: undefined },
  event: tradeAt(id, 100),
});
export const fillStep = (sequence: number): Recorded => ({
  ...{ sequence, instrument },
  event: { kind: "bookTicker", market: "BTCUSDT", receivedAt: 1_000 + sequence, bid: 1, ask: 2 },
  fill: { ...fill, size: 1_562_000, price: 6_400_012_345_678, fee: 10 },
});

export const fillRow = (index: number, price = 6_400_012_345_678): FillRow => ({
  id: `1000-${index}`,
  time: 1_000 + index,
  fill: { ...fill, size: 1_562_000, price, fee: 10 },
});

export function openRecorder() {
  const drops = { labelSets: catalogue.droppedLabelSets, values: catalogue.droppedValues };
  const recorder = new MetricsRecorder(metricsOf(catalogue), drops);
  const value = (name: string, labels = {}) => sampleValue(parseText(renderText(recorder.families())), name, labels);
  return { recorder, value };
}

export const connectionTo = (port: number) => ({
  ...{ host: "127.0.0.1", port, name: "postgres", user: "quantflow" },
  password: () => "unused",
});
