/** What it costs to record a message on its way from the socket to the engine: `npx tsx bench/hot-path.ts`. */
import { pathToFileURL } from "node:url";
import type { MarketEvent } from "../app/engine/events.ts";
import { decode, decodeJson, type Frame } from "../app/feed/decode.ts";
import { createEngine } from "./feed-engine.ts";
import { type ReceivedFrame, receivedFrames } from "./feed-frames.ts";
import { type Read, type Style, styles } from "./feed-styles.ts";
import { type Contender, interleaved } from "./interleaved.ts";
import type { Measurement } from "./measurement.ts";
import { processorTime } from "./processor-time.ts";

const ROUNDS = 25;
const SECONDS = 30;
const byteScan: Read<Buffer> = (bytes, receivedAt) => eventOf(decode(bytes, receivedAt));
const jsonParse: Read<Buffer> = (bytes, receivedAt) => eventOf(decodeJson(bytes, receivedAt));

function eventOf(frame: Frame): MarketEvent {
  if (frame.type !== "event") throw new Error(`a frame of the benchmark was ${frame.type}`);
  return frame.event;
}

/** Nanoseconds a message. */
function each(style: Style, read: Read<Buffer>, frames: readonly ReceivedFrame[]): () => number {
  const message = style(read, createEngine());
  return () => {
    const start = processorTime();
    for (const { bytes, receivedAt } of frames) message(bytes, receivedAt);
    return (processorTime() - start) / frames.length;
  };
}

type Costs = Readonly<Record<"bare" | "total" | "application" | "bySymbol" | "seed" | "promClient", number>>;

/** The bare message, and what each style adds to it: each time beside a bare one, because the machine is not quiet. */
function costs(read: Read<Buffer>, frames: readonly ReceivedFrame[]): Readonly<Record<keyof Costs, Contender>> {
  const bare = each(styles.bare, read, frames);
  const added = (style: Style): Contender => {
    const recorded = each(style, read, frames);
    return () => recorded() - bare();
  };
  const { application, bySymbol, seed, promClient } = styles;
  return {
    bare,
    total: each(application, read, frames),
    application: added(application),
    bySymbol: added(bySymbol),
    seed: added(seed),
    promClient: added(promClient),
  };
}

function instrumentation(decoder: string, measured: Costs): readonly Measurement[] {
  const of = (name: string, ours: number, peer: number, peerName: string, reach: string): Measurement => ({
    name: `instrumentation, ${name}, ${decoder}`,
    ...{ unit: "ns", ours, peer, peerName, ratio: peer / ours, reach },
  });
  const { bare, application, bySymbol, seed, promClient } = measured;
  const seeds = `the style that we began with, on ${bare.toFixed(0)} ns`;
  return [
    of("by stream", application, seed, seeds, "110 ns, half of that style's"),
    of("by symbol and stream with handler time", bySymbol, promClient, "prom-client 15, the same", "220 ns"),
  ];
}

/** Both decoders in one run, so that the machine is as busy for one as for the other. */
const named = (decoder: string, one: Readonly<Record<keyof Costs, Contender>>): Readonly<Record<string, Contender>> =>
  Object.fromEntries(Object.entries(one).map(([name, contender]) => [`${decoder} ${name}`, contender]));

const of = (decoder: string, measured: Readonly<Record<string, number>>): Costs => {
  const at = (name: keyof Costs): number => measured[`${decoder} ${name}`] ?? Number.NaN;
  return {
    ...{ bare: at("bare"), total: at("total"), application: at("application") },
    ...{ bySymbol: at("bySymbol"), seed: at("seed"), promClient: at("promClient") },
  };
};

export async function measureHotPath(): Promise<readonly Measurement[]> {
  const frames = receivedFrames(SECONDS);
  const contenders = { ...named("fast", costs(byteScan, frames)), ...named("json", costs(jsonParse, frames)) };
  const measured = await interleaved(contenders, ROUNDS);
  const [fast, json] = [of("fast", measured), of("json", measured)];
  return [
    ...instrumentation("byte scan", fast),
    ...instrumentation("JSON.parse", json),
    {
      name: "decode → apply, instrumented",
      ...{ unit: "msg/s", ours: 1e9 / fast.total, peer: 1e9 / json.total, peerName: "our JSON.parse path" },
      ...{ ratio: json.total / fast.total, reach: "1.5 times" },
    },
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.table(await measureHotPath());
