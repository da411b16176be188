/** What a recording costs, beside prom-client: `npx tsx bench/recorder.ts`. */
import { pathToFileURL } from "node:url";
import { Counter, Histogram, Registry } from "prom-client";
import { metricsOf } from "../lib/metrics/catalogue.ts";
import { type AnyMetric, counter, histogram, type Labels } from "../lib/metrics/definitions.ts";
import { MetricsRecorder } from "../lib/metrics/recorder.ts";
import { seconds } from "../lib/metrics/units.ts";
import * as catalogue from "../metrics/quantflow/index.ts";
import { type Contender, interleaved } from "./interleaved.ts";
import type { Measurement } from "./measurement.ts";

const CALLS = 50_000;
const ROUNDS = 61;
const PEER = "prom-client 15";
const SYMBOLS = ["BTC", "ETH", "SOL", "BNB"] as const;
const STREAMS = ["trade", "kline"] as const;
const COARSE = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 2.5, 5, 10, 30];
/** From 1 ms to 60 s by factors of 1.1. */
const FINE = Array.from({ length: 116 }, (_, index) => 0.001 * 1.1 ** index);
/** From 0.5 ms to a minute, each doubling as likely as another, in an order that no processor learns. */
const AGES = Float64Array.from({ length: 65_536 }, (_, index) => 0.0005 * 2 ** (((index * 40_503) % 65_536) / 3856));

const stream = { stream: STREAMS };
const both = { symbol: { upTo: 50 }, stream: STREAMS };
const ours = {
  byStream: counter({ name: "by_stream_total", help: "Events.", unit: "items", labels: stream }),
  byBoth: counter({ name: "by_both_total", help: "Events.", unit: "items", labels: both }),
  ageByStream: histogram({ ...age("age_by_stream_seconds", COARSE), labels: stream }),
  ageByBoth: histogram({ ...age("age_by_both_seconds", COARSE), labels: both }),
  fineAge: histogram(age("fine_age_seconds", FINE)),
};

function age(name: string, bounds: readonly number[]) {
  return { name, help: "Age.", unit: "seconds", buckets: bounds.map((bound) => seconds(bound)) } as const;
}

/** A recorder as the application has it: every metric of the catalogue was recorded, with several label sets. */
function createRecorder(): MetricsRecorder {
  const metrics = [...metricsOf(catalogue), ...Object.values(ours)];
  const recorder = new MetricsRecorder(metrics, {
    labelSets: catalogue.droppedLabelSets,
    values: catalogue.droppedValues,
  });
  for (let round = 0; round < 2000; round += 1) for (const metric of metrics) recordOnce(recorder, metric, round);
  return recorder;
}

function recordOnce(recorder: MetricsRecorder, metric: AnyMetric, round: number): void {
  const labels: Labels = Object.fromEntries(
    Object.entries(metric.domains).map(([name, domain]) => [
      name,
      "upTo" in domain
        ? (SYMBOLS[round % Math.min(4, domain.upTo)] as string)
        : (domain[round % domain.length] as string),
    ]),
  );
  if (metric.type === "counter") recorder.increment(metric, labels, 1);
  else if (metric.type === "gauge") recorder.set(metric, labels, 1);
  else recorder.observe(metric, labels, 1);
}

function createPeer() {
  const registers = [new Registry()];
  const help = "The same.";
  return {
    byStream: new Counter({ name: "by_stream_total", help, labelNames: ["stream"], registers }),
    byBoth: new Counter({ name: "by_both_total", help, labelNames: ["symbol", "stream"], registers }),
    ageByStream: new Histogram({ name: "age", help, labelNames: ["stream"], buckets: COARSE, registers }),
    ageByBoth: new Histogram({ name: "age_both", help, labelNames: ["symbol", "stream"], buckets: COARSE, registers }),
    fineAge: new Histogram({ name: "fine_age", help, buckets: FINE, registers }),
  };
}

type Peer = ReturnType<typeof createPeer>;

const streamAt = (index: number): (typeof STREAMS)[number] => STREAMS[index & 1] as (typeof STREAMS)[number];
const symbolAt = (index: number): string => SYMBOLS[(index >> 1) & 3] as string;
const ageAt = (index: number): number => AGES[index & 65_535] as number;

/** Nanoseconds a call. Each loop is a function of its own, as a call through one that all share would cost both alike. */
const nanoseconds =
  (loop: () => void): Contender =>
  () => {
    const start = performance.now();
    loop();
    return ((performance.now() - start) / CALLS) * 1e6;
  };

type Recorded = readonly [name: string, ours: () => void, peer: () => void];

/** With label objects made for each call, as code does that has no handle. */
function labelled(recorder: MetricsRecorder, peer: Peer): readonly Recorded[] {
  const { byStream, byBoth, ageByStream, ageByBoth, fineAge } = ours;
  return [
    [
      "increment, 1 label",
      () => {
        for (let i = 0; i < CALLS; i += 1) recorder.increment(byStream, { stream: streamAt(i) });
      },
      () => {
        for (let i = 0; i < CALLS; i += 1) peer.byStream.inc({ stream: streamAt(i) });
      },
    ],
    [
      "increment, 2 labels",
      () => {
        for (let i = 0; i < CALLS; i += 1) recorder.increment(byBoth, { symbol: symbolAt(i), stream: streamAt(i) });
      },
      () => {
        for (let i = 0; i < CALLS; i += 1) peer.byBoth.inc({ symbol: symbolAt(i), stream: streamAt(i) });
      },
    ],
    [
      "observe, 1 label, 18 buckets",
      () => {
        for (let i = 0; i < CALLS; i += 1) recorder.observe(ageByStream, { stream: streamAt(i) }, ageAt(i));
      },
      () => {
        for (let i = 0; i < CALLS; i += 1) peer.ageByStream.observe({ stream: streamAt(i) }, ageAt(i));
      },
    ],
    [
      "observe, 2 labels, 18 buckets",
      () => {
        for (let i = 0; i < CALLS; i += 1)
          recorder.observe(ageByBoth, { symbol: symbolAt(i), stream: streamAt(i) }, ageAt(i));
      },
      () => {
        for (let i = 0; i < CALLS; i += 1)
          peer.ageByBoth.observe({ symbol: symbolAt(i), stream: streamAt(i) }, ageAt(i));
      },
    ],
    [
      `observe, no label, ${FINE.length} buckets`,
      () => {
        for (let i = 0; i < CALLS; i += 1) recorder.observe(fineAge, {}, ageAt(i));
      },
      () => {
        for (let i = 0; i < CALLS; i += 1) peer.fineAge.observe(ageAt(i));
      },
    ],
  ];
}

/** By what each calls a handle on one label set: a series of ours, a child of the peer's. */
function byHandle(recorder: MetricsRecorder, peer: Peer): readonly Recorded[] {
  const counted = recorder.counter(ours.byBoth, { symbol: "BTC", stream: "trade" });
  const observed = recorder.histogram(ours.ageByBoth, { symbol: "BTC", stream: "trade" });
  const peerCounted = peer.byBoth.labels("BTC", "trade");
  const peerObserved = peer.ageByBoth.labels("BTC", "trade");
  return [
    [
      "increment by handle",
      () => {
        for (let i = 0; i < CALLS; i += 1) counted.increment();
      },
      () => {
        for (let i = 0; i < CALLS; i += 1) peerCounted.inc();
      },
    ],
    [
      "observe by handle, 18 buckets",
      () => {
        for (let i = 0; i < CALLS; i += 1) observed.observe(ageAt(i));
      },
      () => {
        for (let i = 0; i < CALLS; i += 1) peerObserved.observe(ageAt(i));
      },
    ],
  ];
}

/** Labelled increments and observations, with label objects and by handle. */
export async function measureRecorder(): Promise<readonly Measurement[]> {
  const recorder = createRecorder();
  const peer = createPeer();
  const measurements: Measurement[] = [];
  for (const [name, mine, theirs] of [...labelled(recorder, peer), ...byHandle(recorder, peer)]) {
    const { first, second } = await interleaved({ first: nanoseconds(mine), second: nanoseconds(theirs) }, ROUNDS);
    const reach = name.startsWith("increment") ? "a tenth of the peer's time" : "an eighth of the peer's time";
    measurements.push({ name, unit: "ns", ours: first, peer: second, peerName: PEER, ratio: second / first, reach });
  }
  return measurements;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.info(await measureRecorder());
