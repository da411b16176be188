import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Histogram, Registry } from "prom-client";
import type { MarketEvent } from "../app/engine/events.ts";
import { FEED_TIMINGS, FeedClient } from "../app/feed/client.ts";
import { FeedLatency } from "../app/feed/latency.ts";
import { systemClock } from "../app/system.ts";
import { eventAge } from "../metrics/quantflow/index.ts";
import { createEngine } from "./feed-engine.ts";
import { createRecorder } from "./feed-styles.ts";
import { type Bucket, between, bucketsOf, histogramQuantile } from "./histogram-quantile.ts";
import type { Phase } from "./paced-exchange.ts";

/** What the messages of half a second were really like, and what two metrics said of them: p99, seconds. */
export interface Window {
  /** Its end, seconds since the start. */
  readonly at: number;
  readonly truth: number;
  readonly ours: number;
  readonly seed: number;
}

/** A strategy that takes so long for every message cannot take more than 10,000 a second. */
const WORK_MS = 0.1;
export const OVERLOAD: readonly [Phase, Phase, Phase] = [
  { seconds: 3, rate: 2_000 },
  { seconds: 8, rate: 16_000 },
  { seconds: 9, rate: 500 },
];
const SECONDS = OVERLOAD.reduce((sum, { seconds }) => sum + seconds, 0);
const WINDOW_MS = 500;
export const QUANTILE = 0.99;

function quantileOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(QUANTILE * sorted.length) - 1] ?? Number.NaN;
}

/** The seed's metric: milliseconds of the handler itself, in the seed's buckets. */
export function createSeed() {
  const name = "quantflow_websocket_latency_seconds";
  const buckets = [0.01, 0.05, 0.1, 0.5, 1, 5];
  const series = new Histogram({ name, help: "The same.", buckets, registers: [new Registry()] });
  return {
    observe: (seconds: number) => series.observe(seconds),
    async buckets(): Promise<readonly Bucket[]> {
      const { values } = await series.get();
      return values
        .filter(({ metricName }) => metricName === `${name}_bucket`)
        .map(({ labels: { le }, value }) => ({
          upperBound: le === "+Inf" ? Number.POSITIVE_INFINITY : Number(le),
          count: value,
        }));
    },
  };
}

/** What both metrics had counted at a time, and the true ages since the time before. */
interface Scrape {
  readonly at: number;
  readonly truth: readonly number[];
  readonly ours: readonly Bucket[];
  readonly seed: Promise<readonly Bucket[]>;
}

/** A client that works on every event, and is scraped from within: a timer would wait for what is in the socket. */
function createConsumer() {
  const recorder = createRecorder();
  const [latency, engine, seed] = [new FeedLatency(recorder, systemClock), createEngine(), createSeed()];
  const ages = recorder.histogram(eventAge, {});
  const begin = performance.now();
  const scrapes: Scrape[] = [];
  let truth: number[] = [];
  let next = begin + WINDOW_MS;
  function scrape(now: number): void {
    next = now + WINDOW_MS;
    scrapes.push({ at: (now - begin) / 1000, truth, ours: bucketsOf(ages), seed: seed.buckets() });
    truth = [];
  }
  return {
    scrapes,
    event(event: MarketEvent): boolean {
      const start = Date.now();
      latency.begin(event);
      engine.process(event);
      const now = work();
      latency.applied(event);
      seed.observe((Date.now() - start) / 1000);
      if (event.kind === "trade") truth.push((Date.now() - event.eventTime) / 1000);
      if (now >= next) scrape(now);
      return true;
    },
  };
}

/** Until when it worked. */
function work(): number {
  let now = performance.now();
  for (const end = now + WORK_MS; now < end; ) now = performance.now();
  return now;
}

/** Half a minute at most: a feed that keeps up, then one that is faster than its consumer, then what had waited. */
export async function overload(): Promise<readonly Window[]> {
  const exchange = fork(join(import.meta.dirname, "paced-exchange.ts"), [JSON.stringify(OVERLOAD)]);
  const [port] = (await once(exchange, "message")) as [number];
  const consumer = createConsumer();
  const client = new FeedClient(
    {
      ...{ url: `ws://127.0.0.1:${port}/stream`, streams: ["btcusdt@trade"], timings: FEED_TIMINGS },
      ...{ clock: systemClock, random: () => 0.5 },
    },
    { state: () => undefined, frame: () => undefined, event: consumer.event },
  );
  try {
    client.start();
    await setTimeout(SECONDS * 1000);
    return await windows(consumer.scrapes);
  } finally {
    client.stop();
    exchange.disconnect();
  }
}

async function windows(scrapes: readonly Scrape[]): Promise<readonly Window[]> {
  const seeds = await Promise.all(scrapes.map(({ seed }) => seed));
  return scrapes.map(({ at, truth, ours }, index) => ({
    at,
    truth: quantileOf(truth),
    ours: histogramQuantile(QUANTILE, between(scrapes[index - 1]?.ours ?? [], ours)),
    seed: histogramQuantile(QUANTILE, between(seeds[index - 1] ?? [], seeds[index] ?? [])),
  }));
}
