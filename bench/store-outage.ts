/** Ten minutes at 10,000 trades a second while nobody answers, as fast as the machine does; prints JSON. */
import type { Trade } from "../app/engine/events.ts";
import { ONE } from "../app/portfolio/units.ts";
import { openStores } from "../app/store/stores.ts";
import { metricsOf } from "../lib/metrics/catalogue.ts";
import { renderText } from "../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../lib/metrics/recorder.ts";
import * as catalogue from "../metrics/quantflow/index.ts";
import { FakeClock } from "../test/app/support/fake-clock.ts";
import { parseText, sampleValue } from "../test/lib/metrics/parse-text.ts";
import { freePort } from "../test/support/free-port.ts";

const SECONDS = 600;
const TRADES_A_SECOND = 10_000;
const MIB = 2 ** 20;

const nothing = () => undefined;
const instrument = { market: "BTCUSDT", base: "BTC", quote: "USDT" };
const clock = new FakeClock();
const recorder = new MetricsRecorder(metricsOf(catalogue), {
  labelSets: catalogue.droppedLabelSets,
  values: catalogue.droppedValues,
});
const connection = { host: "127.0.0.1", port: await freePort(), name: "quantflow", user: "quantflow" };
const stores = openStores({
  ...{ database: { ...connection, password: () => "x" }, redis: undefined, spillPath: undefined },
  ...{ clock, random: () => 0.5, recorder },
  log: { debug: nothing, info: nothing, warn: nothing, error: nothing, fatal: nothing },
});

const trade = (id: number): Trade => {
  const times = { receivedAt: clock.now(), eventTime: clock.now(), tradeTime: clock.now() };
  return { kind: "trade", market: "BTCUSDT", ...times, id, price: 64_000 * ONE, quantity: 0.01 };
};

let added = 0;
let recordingMs = 0;
async function second(): Promise<void> {
  const start = performance.now();
  for (let index = 0; index < TRADES_A_SECOND; index += 1) {
    added += 1;
    stores.record({ sequence: added, event: trade(added), instrument, fill: undefined });
  }
  recordingMs += performance.now() - start;
  clock.advance(1000);
  // A turn of the event loop, in which connections are refused.
  await new Promise(setImmediate);
}

/** By the metrics, as a scrape would see it. */
const metric = (name: string, labels: Record<string, string>): number => {
  stores.refresh();
  return sampleValue(parseText(renderText(recorder.families())), name, labels) ?? Number.NaN;
};

const before = process.memoryUsage().rss;
let most = before;
for (let passed = 0; passed < SECONDS; passed += 1) {
  await second();
  most = Math.max(most, process.memoryUsage().rss);
}
const result = {
  growthMiB: (most - before) / MIB,
  nanoseconds: (recordingMs * 1e6) / added,
  added,
  written: metric("quantflow_store_written_rows_total", { kind: "tick" }),
  dropped: metric("quantflow_store_dropped_rows_total", { kind: "tick", reason: "full" }),
  waiting: metric("quantflow_store_queue_rows", { kind: "tick" }),
};
await stores.stop();
process.stdout.write(JSON.stringify(result));
