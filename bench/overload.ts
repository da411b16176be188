/** Whether event age is true: `npx tsx bench/overload.ts`. It draws docs/pictures/overload.svg. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { decode } from "../app/feed/decode.ts";
import { FeedLatency } from "../app/feed/latency.ts";
import { systemClock } from "../app/system.ts";
import { eventAge } from "../metrics/quantflow/index.ts";
import { receivedFrames } from "./feed-frames.ts";
import { createRecorder } from "./feed-styles.ts";
import { bucketsOf, histogramQuantile } from "./histogram-quantile.ts";
import type { Measurement } from "./measurement.ts";
import { overloadChart } from "./overload-chart.ts";
import { createSeed, overload, QUANTILE, type Window } from "./overload-run.ts";

const PICTURE = join(import.meta.dirname, "../docs/pictures/overload.svg");
const REACH = "within 10 %";
/** From 1 ms to 30 s, each a sixth above the one before. */
const DELAYS_MS = Array.from({ length: 68 }, (_, index) => Math.min(30_000, Math.round((7 / 6) ** index)));
/** Below this a whole millisecond, which is as fine as the exchange's times are, is more than a hundredth. */
const TELLING_SECONDS = 0.1;

const error = (told: number, truth: number): number => Math.abs(told / truth - 1) * 100;
const worst = (errors: readonly number[]): number => Math.max(...errors);

/** p99 of some seconds of frames that are all so many milliseconds old, as ours and as the seed's metric tell it. */
async function told(delayMs: number): Promise<{ readonly ours: number; readonly seed: number }> {
  const recorder = createRecorder();
  const [latency, seed] = [new FeedLatency(recorder, systemClock), createSeed()];
  for (const { bytes } of receivedFrames(2)) {
    const start = Date.now();
    const frame = decode(bytes, 0);
    if (frame.type !== "event") throw new Error(`a frame of the benchmark was ${frame.type}`);
    const { event } = frame;
    if (event.kind !== "bookTicker") latency.applied({ ...event, receivedAt: event.eventTime + delayMs });
    seed.observe((Date.now() - start) / 1000);
  }
  const ours = histogramQuantile(QUANTILE, bucketsOf(recorder.histogram(eventAge, {})));
  return { ours, seed: histogramQuantile(QUANTILE, await seed.buckets()) };
}

async function injected(): Promise<Measurement> {
  const errors: { readonly ours: number; readonly seed: number }[] = [];
  for (const delayMs of DELAYS_MS) {
    const { ours, seed } = await told(delayMs);
    errors.push({ ours: error(ours, delayMs / 1000), seed: error(seed, delayMs / 1000) });
  }
  return measurement("event age, p99 against a delay of 1 ms to 30 s, worst error", errors);
}

const overloaded = (windows: readonly Window[]): Measurement =>
  measurement(
    "event age, p99 against the truth while overloaded, worst error",
    windows
      .filter(({ truth }) => truth >= TELLING_SECONDS)
      .map(({ truth, ours, seed }) => ({ ours: error(ours, truth), seed: error(seed, truth) })),
  );

function measurement(name: string, errors: readonly { readonly ours: number; readonly seed: number }[]): Measurement {
  const [ours, peer] = [worst(errors.map(({ ours }) => ours)), worst(errors.map(({ seed }) => seed))];
  return { name, unit: "%", ours, peer, peerName: "the metric that we began with", ratio: peer / ours, reach: REACH };
}

export async function measureOverload(): Promise<readonly Measurement[]> {
  const windows = await overload();
  writeFileSync(PICTURE, overloadChart(windows));
  return [await injected(), overloaded(windows)];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.table(await measureOverload());
