/** What can happen to the application's market data, scrape by scrape. */
import { during, type Phase } from "../../lib/alerting/proofs/meaning.ts";
import type { Target } from "../../lib/alerting/proofs/target.ts";
import type { World } from "../../lib/alerting/proofs/world.ts";
import { type Duration, perMinute, type Quantity } from "../../lib/metrics/units.ts";
import {
  activeSubscriptions,
  feedConnected,
  feedLastMessage,
  priceUpdates,
  websocketLatency,
} from "../../metrics/quantflow/index.ts";
import { STREAMS, type Stream } from "../../metrics/quantflow/labels.ts";
import { application, OURS } from "./application.ts";
import type { Happening } from "./happening.ts";

interface Told {
  readonly of?: readonly (typeof OURS)[];
  readonly streams?: readonly Stream[];
  /** Of the first stream's events at each scrape, how many are how old when they are applied; others are 20 ms old. */
  readonly late?: readonly Late[];
}
interface Late {
  readonly events: number;
  readonly seconds: number;
}

/** Connected and subscribed; so many updates in all, spread over the streams and instances. */
export const prices =
  (total: Quantity<"items/s">, { of = [OURS], streams = STREAMS, late = [] }: Told = {}): Happening =>
  (world) => {
    const events = world.events({ ...total, value: total.value / streams.length / of.length });
    for (const one of of) {
      const app = application(world, one);
      connect(app, streams.length);
      // The process start until there is an event, so that a stream which never begins is noticed as well.
      if (world.now === 0) for (const stream of STREAMS) app.set(feedLastMessage, { stream }, 0);
      for (const stream of streams) update(world, app, stream, events, stream === streams[0] ? late : []);
    }
  };

function update(world: World, app: Target, stream: Stream, events: number, late: readonly Late[]): void {
  app.increment(priceUpdates, { stream }, events);
  if (events > 0) app.set(feedLastMessage, { stream }, world.now);
  if (stream === "bookTicker") return;
  for (const some of late) app.observe(websocketLatency, { stream }, some.seconds, some.events);
  const inTime = events - late.reduce((sum, some) => sum + some.events, 0);
  app.observe(websocketLatency, { stream }, 0.02, Math.max(0, inTime));
}

function connect(app: Target, subscriptions: number): void {
  app.set(feedConnected, {}, subscriptions > 0 ? 1 : 0);
  app.set(activeSubscriptions, {}, subscriptions);
}

export const disconnected =
  (whose = OURS): Happening =>
  (world) =>
    connect(application(world, whose), 0);

/** Connected and subscribed, and nothing is said of prices. */
export const connectedAgain: Happening = (world) => connect(application(world), STREAMS.length);

/** Connected and subscribed, but nothing comes: ended as silent after 45 s, made anew after 15 s, over and over. */
export const silence: Happening = (world) => {
  const isEnding = (world.now / world.step) % 4 === 3;
  connect(application(world), isEnding ? 0 : STREAMS.length);
};

/** The last event of a stream came so many seconds before this scrape. */
export const lastCame =
  (stream: Stream, secondsAgo: number): Happening =>
  (world) => {
    connectedAgain(world);
    application(world).set(feedLastMessage, { stream }, world.now - secondsAgo);
  };

/** 60 updates a minute from each of the four streams. */
export const busy = prices(perMinute(240));
export const busyFor = (lasts: Duration): readonly Phase[] => [during(lasts, busy)];
