/** One message of the feed, instrumented in the ways that are compared. */
import { Counter, Histogram, Registry } from "prom-client";
import type { Clock } from "../app/clock.ts";
import type { Engine } from "../app/engine/engine.ts";
import type { MarketEvent } from "../app/engine/events.ts";
import { isTimed } from "../app/feed/event-age.ts";
import { FeedMetrics } from "../app/feed/feed-metrics.ts";
import { FeedLatency } from "../app/feed/latency.ts";
import { systemClock } from "../app/system.ts";
import { metricsOf } from "../lib/metrics/catalogue.ts";
import { counter, histogram } from "../lib/metrics/definitions.ts";
import { MetricsRecorder } from "../lib/metrics/recorder.ts";
import * as catalogue from "../metrics/quantflow/index.ts";
import { MARKETS, START } from "./feed-frames.ts";

/** Makes an event of what arrives: of a frame's bytes, or of an event that a client has decoded already. */
export type Read<T> = (input: T, receivedAt: number) => MarketEvent;
/** Takes what arrives to the engine and records it. */
export type Message<T> = (input: T, receivedAt: number) => void;
export type Style = <T>(read: Read<T>, engine: Engine) => Message<T>;

const KEPT = 1000;
/** At the frames' own time. */
const clock: Clock = { ...systemClock, now: () => START };
const drops = { labelSets: catalogue.droppedLabelSets, values: catalogue.droppedValues };
const both = { symbol: { upTo: 50 }, stream: catalogue.STREAMS };
const updates = counter({ name: "quantflow_updates_total", help: "Events.", unit: "items", labels: both });
const ages = histogram({ ...definition("quantflow_age_seconds"), buckets: catalogue.websocketLatency.buckets });
const handlers = histogram({ ...definition("quantflow_handler_seconds"), buckets: catalogue.handlerDuration.buckets });

function definition(name: string) {
  return { name, help: "Time.", unit: "seconds", labels: both } as const;
}

export const createRecorder = (): MetricsRecorder =>
  new MetricsRecorder([...metricsOf(catalogue), updates, ages, handlers], drops);

const bare: Style = (read, engine) => (input, receivedAt) => {
  engine.process(read(input, receivedAt));
};

/** All that the application records of a message; the time of its handler of one in seventeen. */
const application: Style = (read, engine) => {
  const recorder = createRecorder();
  const metrics = new FeedMetrics(recorder, 0);
  const latency = new FeedLatency(recorder, clock);
  return (input, receivedAt) => {
    const event = read(input, receivedAt);
    latency.begin(event);
    const step = engine.process(event);
    metrics.frame("applied");
    metrics.applied(event);
    if (step.candle !== undefined) latency.decided();
    latency.applied(event);
  };
};

/** By symbol and stream: an update, the event's age and the handler's time, by handles that are kept by market. */
const bySymbol: Style = (read, engine) => {
  const recorder = createRecorder();
  const handles = new Map(MARKETS.map((market) => [market as string, handlesOf(recorder, market.slice(0, 3))]));
  return (input, receivedAt) => {
    const start = performance.now();
    const event = read(input, receivedAt);
    engine.process(event);
    const handle = handles.get(event.market)?.[event.kind];
    if (handle === undefined) return;
    handle.updates.increment();
    if (isTimed(event)) handle.age.observe((event.receivedAt - event.eventTime) / 1000);
    handle.handler.observe((performance.now() - start) / 1000);
  };
};

function handlesOf(recorder: MetricsRecorder, symbol: string) {
  const of = (stream: catalogue.Stream) => ({
    updates: recorder.counter(updates, { symbol, stream }),
    age: recorder.histogram(ages, { symbol, stream }),
    handler: recorder.histogram(handlers, { symbol, stream }),
  });
  return { trade: of("trade"), bookTicker: of("bookTicker"), miniTicker: of("miniTicker"), kline: of("kline") };
}

/** As the seed does it: two readings of a clock of milliseconds, a counter, a histogram, and a thousand values kept. */
const seed: Style = (read, engine) => {
  const registers = [new Registry()];
  const help = "The same.";
  const total = new Counter({ name: "quantflow_price_updates_total", help, registers });
  const buckets = [0.01, 0.05, 0.1, 0.5, 1, 5];
  const seconds = new Histogram({ name: "quantflow_websocket_latency_seconds", help, buckets, registers });
  const kept: number[] = [];
  return (input, receivedAt) => {
    const start = Date.now();
    engine.process(read(input, receivedAt));
    total.inc();
    const latency = Date.now() - start;
    seconds.observe(latency / 1000);
    kept.push(latency);
    if (kept.length > KEPT) kept.shift();
  };
};

/** The same as `bySymbol` by prom-client. */
const promClient: Style = (read, engine) => {
  const registers = [new Registry()];
  const labelNames = ["symbol", "stream"] as const;
  const help = "The same.";
  const total = new Counter({ name: updates.name, help, labelNames, registers });
  const boundsOf = ({ buckets }: typeof ages) => buckets.map(({ value }) => value);
  const age = new Histogram({ name: ages.name, help, labelNames, buckets: boundsOf(ages), registers });
  const handler = new Histogram({ name: handlers.name, help, labelNames, buckets: boundsOf(handlers), registers });
  return (input, receivedAt) => {
    const start = performance.now();
    const event = read(input, receivedAt);
    engine.process(event);
    const labels = { symbol: event.market, stream: event.kind };
    total.inc(labels);
    if (isTimed(event)) age.observe(labels, (event.receivedAt - event.eventTime) / 1000);
    handler.observe(labels, (performance.now() - start) / 1000);
  };
};

export const styles = { bare, application, bySymbol, seed, promClient } as const;
