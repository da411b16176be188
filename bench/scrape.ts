/** What a scrape costs, beside prom-client with default labels: `npx tsx bench/scrape.ts`. */
import { pathToFileURL } from "node:url";
import { Counter, collectDefaultMetrics, Registry } from "prom-client";
import { createExposition } from "../app/runtime/metrics.ts";
import { metricsOf } from "../lib/metrics/catalogue.ts";
import { counter } from "../lib/metrics/definitions.ts";
import { Exposer } from "../lib/metrics/exposer.ts";
import { TEXT } from "../lib/metrics/format.ts";
import { MetricsRecorder } from "../lib/metrics/recorder.ts";
import * as catalogue from "../metrics/quantflow/index.ts";
import { interleaved, timed } from "./interleaved.ts";
import type { Measurement } from "./measurement.ts";

const SCRAPES = 200;
const PEER = "prom-client 15 with default labels";
const STREAMS = ["trade", "kline"] as const;
/** What a desk of this size trades; the catalogue allows 50. */
const SYMBOLS = Array.from({ length: 12 }, (_, index) => `SYMBOL${index}`);
const drops = { labelSets: catalogue.droppedLabelSets, values: catalogue.droppedValues };
const nothing = () => undefined;
const elapsed = () => performance.now() / 1000;

/** A value as totals are: mostly whole, some not. */
const totalAt = (index: number): number => ((index * 17) % 100_000) + (index % 3 === 0 ? 0.5 : 0);

export async function measureScrape(): Promise<readonly Measurement[]> {
  return [await ofManySeries(10_000, 15), await ofManySeries(100_000, 5), ...(await ofTheApplication())];
}

async function ofManySeries(series: number, rounds: number): Promise<Measurement> {
  const name = "quantflow_price_updates_total";
  const labels = { symbol: { upTo: series / 2 }, stream: STREAMS };
  const many = counter({ name, help: "Events.", unit: "items", labels });
  const recorder = new MetricsRecorder([many, drops.labelSets, drops.values], drops);
  const registry = peerRegistry();
  const theirs = new Counter({ name, help: "Events.", labelNames: ["symbol", "stream"], registers: [registry] });
  for (let index = 0; index < series / 2; index += 1)
    for (const stream of STREAMS) {
      recorder.increment(many, { symbol: `SYMBOL${index}`, stream }, totalAt(index));
      theirs.inc({ symbol: `SYMBOL${index}`, stream }, totalAt(index));
    }
  const exposer = new Exposer({ sources: [recorder], elapsed, refresh: nothing, rendered: nothing });
  const { ours, peer } = await interleaved(
    { ours: timed(() => exposer.render(TEXT)), peer: timed(() => registry.metrics()) },
    rounds,
  );
  const reach = "a tenth of the peer's time";
  return measurement(`scrape of ${series / 1000} k series`, ours, peer, PEER, reach);
}

function peerRegistry(): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ app: "quantflow" });
  return registry;
}

/** As many series as the application has, Node's default metrics among them, on both sides. */
async function ofTheApplication(): Promise<readonly Measurement[]> {
  const told: number[] = [];
  const recorder = new MetricsRecorder(metricsOf(catalogue), drops);
  recorder.declare(catalogue.symbols, SYMBOLS);
  const rendered = (seconds: number) => told.push(seconds * 1000);
  const exposer = createExposition(recorder, { elapsed, refresh: nothing, rendered });
  const series = recorder.families().reduce((count, { points }) => count + points().length, 0);
  const registry = peerOf(series);
  const pauses = { ours: [] as number[], peer: [] as number[] };
  for (let scrape = 0; scrape < SCRAPES; scrape += 1) {
    pauses.ours.push(await longestPause(() => exposer.render(TEXT)));
    pauses.peer.push(await longestPause(() => registry.metrics()));
  }
  const name = `event-loop delay by a scrape of ${series} series and Node's own`;
  const half = quantile(0.5);
  const most = quantile(0.99);
  const [seen, own] = [half(pauses.ours), half(told)];
  return [
    measurement(`${name}, median`, seen, half(pauses.peer), PEER, "under 2 ms"),
    measurement(`${name}, p99`, most(pauses.ours), most(pauses.peer), PEER, "under 2 ms"),
    { ...measurement("the median by our own metric", own, seen, "seen from outside", "the same"), ratio: own / seen },
  ];
}

function peerOf(series: number): Registry {
  const registry = peerRegistry();
  collectDefaultMetrics({ register: registry });
  const theirs = new Counter({ name: "events_total", help: "Events.", labelNames: ["a", "b"], registers: [registry] });
  for (let index = 0; index < series; index += 1) theirs.inc({ a: `${index}`, b: STREAMS[index % 2] }, totalAt(index));
  return registry;
}

/** Milliseconds for which the loop did not turn at most while something is done. */
async function longestPause(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let done = false;
  let last = performance.now();
  const turned = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!done) setImmediate(turned);
  };
  setImmediate(turned);
  await work();
  done = true;
  await new Promise(setImmediate);
  return longest;
}

const quantile =
  (share: number) =>
  (values: readonly number[]): number =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;

function measurement(name: string, ours: number, peer: number, peerName: string, reach: string): Measurement {
  return { name, unit: "ms", ours, peer, peerName, ratio: peer / ours, reach };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.info(await measureScrape());
