/** One message of the feed, instrumented in the ways that are compared. */
import { Counter, Histogram, Registry } from "prom-client";
import type { Engine } from "../app/engine/engine.ts";
import type { MarketEvent } from "../app/engine/events.ts";
import type { Frame } from "../app/feed/decode.ts";
import { isTimed } from "../app/feed/event-age.ts";
import { FeedMetrics } from "../app/feed/feed-metrics.ts";
import { FeedLatency } from "../app/feed/latency.ts";
import { metricsOf } from "../lib/metrics/catalogue.ts";
import { counter, histogram } from "../lib/metrics/definitions.ts";
import { MetricsRecorder } from "../lib/metrics/recorder.ts";
import * as catalogue from "../metrics/quantflow/index.ts";
import { MARKETS } from "./feed-frames.ts";

export type Decode = (data: Buffer, receivedAt: number) => Frame;
/** Takes one frame to the engine and records it. */
export type Message = (data: Buffer, receivedAt: number) => void;
export type Style = (decode: Decode, engine: Engine) => Message;

const KEPT = 1000;
const drops = { labelSets: catalogue.droppedLabelSets, values: catalogue.droppedValues };
const both = { symbol: { upTo: 50 }, stream: catalogue.STREAMS };
const updates = counter({ name: "quantflow_updates_total", help: "Events.", unit: "items", labels: both });
const ages = histogram({ ...latency("quantflow_age_seconds"), buckets: catalogue.websocketLatency.buckets });
const handlers = histogram({ ...latency("quantflow_handler_seconds"), buckets: catalogue.handlerDuration.buckets });

function latency(name: string) {
  return { name, help: "Time.", unit: "seconds", labels: both } as const;
}

export const createRecorder = (): MetricsRecorder =>
  new MetricsRecorder([...metricsOf(catalogue), updates, ages, handlers], drops);

function eventOf(frame: Frame): MarketEvent {
  if (frame.type !== "event") throw new Error(`a frame of the benchmark was ${frame.type}`);
  return frame.event;
}

const bare: Style = (decode, engine) => (data, receivedAt) => {
  engine.process(eventOf(decode(data, receivedAt)));
};

/** What the application records of a message, its handler's time left out. */
const byStream: Style = (decode, engine) => {
  const recorder = createRecorder();
  const metrics = new FeedMetrics(recorder, 0);
  const latencies = new FeedLatency(recorder);
  return (data, receivedAt) => {
    const event = eventOf(decode(data, receivedAt));
    engine.process(event);
    metrics.frame("applied");
    metrics.applied(event);
    latencies.applied(event);
  };
};

/** All that the application records of a message. */
const application: Style = (decode, engine) => {
  const recorder = createRecorder();
  const metrics = new FeedMetrics(recorder, 0);
  const latencies = new FeedLatency(recorder);
  return (data, receivedAt) => {
    const start = performance.now();
    const event = eventOf(decode(data, receivedAt));
    engine.process(event);
    metrics.frame("applied");
    metrics.applied(event);
    latencies.applied(event, (performance.now() - start) / 1000);
  };
};

/** By symbol and stream: an update, the event's age and the handler's time, by handles that are kept by market. */
const bySymbol: Style = (decode, engine) => {
  const recorder = createRecorder();
  const handles = new Map(MARKETS.map((market) => [market as string, handlesOf(recorder, market.slice(0, 3))]));
  return (data, receivedAt) => {
    const start = performance.now();
    const event = eventOf(decode(data, receivedAt));
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
const seed: Style = (decode, engine) => {
  const registers = [new Registry()];
  const help = "The same.";
  const total = new Counter({ name: "quantflow_price_updates_total", help, registers });
  const buckets = [0.01, 0.05, 0.1, 0.5, 1, 5];
  const seconds = new Histogram({ name: "quantflow_websocket_latency_seconds", help, buckets, registers });
  const kept: number[] = [];
  return (data, receivedAt) => {
    const start = Date.now();
    engine.process(eventOf(decode(data, receivedAt)));
    total.inc();
    const latency = Date.now() - start;
    seconds.observe(latency / 1000);
    kept.push(latency);
    if (kept.length > KEPT) kept.shift();
  };
};

/** The same as `bySymbol` by prom-client. */
const promClient: Style = (decode, engine) => {
  const registers = [new Registry()];
  const labelNames = ["symbol", "stream"] as const;
  const help = "The same.";
  const total = new Counter({ name: updates.name, help, labelNames, registers });
  const boundsOf = ({ buckets }: typeof ages) => buckets.map(({ value }) => value);
  const age = new Histogram({ name: ages.name, help, labelNames, buckets: boundsOf(ages), registers });
  const handler = new Histogram({ name: handlers.name, help, labelNames, buckets: boundsOf(handlers), registers });
  return (data, receivedAt) => {
    const start = performance.now();
    const event = eventOf(decode(data, receivedAt));
    engine.process(event);
    const labels = { symbol: event.market, stream: event.kind };
    total.inc(labels);
    if (isTimed(event)) age.observe(labels, (event.receivedAt - event.eventTime) / 1000);
    handler.observe(labels, (performance.now() - start) / 1000);
  };
};

export const styles = { bare, byStream, application, bySymbol, seed, promClient } as const;
