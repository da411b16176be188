/** What recording costs the whole client, over a socket that is always full: `npx tsx bench/loopback.ts`. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Clock } from "../app/clock.ts";
import type { MarketEvent } from "../app/engine/events.ts";
import { FEED_TIMINGS, FeedClient } from "../app/feed/client.ts";
import { systemClock } from "../app/system.ts";
import { createEngine } from "./feed-engine.ts";
import { START } from "./feed-frames.ts";
import { type Message, type Style, styles } from "./feed-styles.ts";
import { interleaved } from "./interleaved.ts";
import type { Measurement } from "./measurement.ts";
import { processorTime } from "./processor-time.ts";

const MESSAGES = 150_000;
/** The frames are half a minute of the exchange's time, sent again and again: their ages are up to as much. */
const clock: Clock = { ...systemClock, now: () => START + 30_000 };

/** Messages that the client takes in a second of processor time, from the socket to the engine. */
const rate = (url: string, message: Message<MarketEvent>): Promise<number> =>
  new Promise((resolve) => {
    let [received, start] = [0, 0];
    const event = (event: MarketEvent): boolean => {
      if (received === 0) start = processorTime();
      received += 1;
      message(event, event.receivedAt);
      if (received === MESSAGES) {
        client.stop();
        resolve((MESSAGES * 1e9) / (processorTime() - start));
      }
      return true;
    };
    const client = new FeedClient(
      { url, streams: ["btcusdt@trade"], clock, random: () => 0.5, timings: FEED_TIMINGS },
      { state: () => undefined, frame: () => undefined, event },
    );
    client.start();
  });

export async function measureLoopback(): Promise<readonly Measurement[]> {
  const exchange = fork(join(import.meta.dirname, "flood.ts"));
  try {
    const [port] = (await once(exchange, "message")) as [number];
    const url = `ws://127.0.0.1:${port}/stream`;
    const of = (style: Style) => {
      const message = style((event: MarketEvent) => event, createEngine());
      return () => rate(url, message);
    };
    const { bare, application, seed, promClient } = styles;
    return told(
      await interleaved({ bare: of(bare), ours: of(application), seed: of(seed), promClient: of(promClient) }),
    );
  } finally {
    exchange.disconnect();
  }
}

function told(rates: Readonly<Record<"bare" | "ours" | "seed" | "promClient", number>>): readonly Measurement[] {
  const of = (name: string, ours: number, reach: string): Measurement => ({
    name: `over a loopback WebSocket, ${name}`,
    ...{ unit: "msg/s", ours, peer: rates.bare, peerName: "the same client, nothing recorded" },
    ...{ ratio: ours / rates.bare, reach },
  });
  return [
    of("as the application records", rates.ours, "0.95"),
    of("as the project began", rates.seed, ""),
    of("by prom-client 15 with labels", rates.promClient, ""),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.table(await measureLoopback());
