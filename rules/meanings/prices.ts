/** What can happen to the application's market data, scrape by scrape. */
import { during, type Phase } from "../../lib/alerting/proofs/meaning.ts";
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

export const INSTANCE = "quantflow-app:9464";
export const SECOND_INSTANCE = "quantflow-app-2:9464";

interface Told {
  readonly job?: string;
  readonly instances?: readonly string[];
  readonly streams?: readonly Stream[];
  /** Of the trades at each scrape, how many are how old when they are applied; all others are 20 ms old. */
  readonly late?: readonly { readonly trades: number; readonly seconds: number }[];
}

/** Connected and subscribed; so many updates in all, spread over the streams and instances. */
export const prices =
  (total: Quantity<"items/s">, told: Told = {}) =>
  (world: World): void => {
    const { streams = STREAMS, instances = [INSTANCE], job = "quantflow" } = told;
    const events = world.events({ ...total, value: total.value / streams.length / instances.length });
    for (const instance of instances) {
      const app = world.target(job, instance);
      subscribe(world, app);
      for (const stream of streams) update(world, app, stream, events, stream === "trade" ? (told.late ?? []) : []);
    }
  };

type Application = ReturnType<World["target"]>;

function subscribe(world: World, app: Application): void {
  app.set(feedConnected, {}, 1);
  app.set(activeSubscriptions, {}, STREAMS.length);
  // The process start until there is an event, so that a stream which never begins is noticed as well.
  if (world.now === 0) for (const stream of STREAMS) app.set(feedLastMessage, { stream }, 0);
}

function update(world: World, app: Application, stream: Stream, events: number, late: Required<Told>["late"]): void {
  app.increment(priceUpdates, { stream }, events);
  if (events > 0) app.set(feedLastMessage, { stream }, world.now);
  if (stream === "bookTicker") return;
  for (const { trades, seconds } of late) app.observe(websocketLatency, { stream }, seconds, trades);
  const inTime = events - late.reduce((sum, { trades }) => sum + trades, 0);
  app.observe(websocketLatency, { stream }, 0.02, Math.max(0, inTime));
}

/** Connected and subscribed, but nothing comes: ended as silent after 45 s, made anew after 15 s, over and over. */
export const silence = (world: World): void => {
  const isEnding = (world.now / world.step) % 4 === 3;
  if (isEnding) disconnected(world);
  else connectedAgain(world);
};

export const disconnected = (world: World): void => {
  world.target("quantflow", INSTANCE).set(feedConnected, {}, 0);
  world.target("quantflow", INSTANCE).set(activeSubscriptions, {}, 0);
};

export const connectedAgain = (world: World): void => {
  world.target("quantflow", INSTANCE).set(feedConnected, {}, 1);
  world.target("quantflow", INSTANCE).set(activeSubscriptions, {}, STREAMS.length);
};

/** The last event of a stream came so many seconds before this scrape. */
export const lastCame =
  (stream: Stream, secondsAgo: number) =>
  (world: World): void => {
    connectedAgain(world);
    world.target("quantflow", INSTANCE).set(feedLastMessage, { stream }, world.now - secondsAgo);
  };

/** All of it at each scrape; where two tell the same, the last one holds. */
export const together =
  (...happenings: readonly ((world: World) => void)[]) =>
  (world: World): void => {
    for (const happens of happenings) happens(world);
  };

/** 60 updates a minute from each of the four streams. */
export const busy = prices(perMinute(240));
export const busyFor = (lasts: Duration): readonly Phase[] => [during(lasts, busy)];
