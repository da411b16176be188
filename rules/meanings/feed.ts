import { during, type Meaning } from "../../lib/alerting/proofs/meaning.ts";
import type { World } from "../../lib/alerting/proofs/world.ts";
import { minutes, perMinute, seconds } from "../../lib/metrics/units.ts";
import {
  activeSubscriptions,
  feedConnected,
  feedLastMessage,
  priceUpdates,
  websocketLatency,
} from "../../metrics/quantflow/index.ts";

const INSTANCE = "quantflow-app:9464";
const stream = { stream: "trade" } as const;
const application = (world: World, instance = INSTANCE) => world.target("quantflow", instance);

/** Connected and subscribed, events of this age at this rate. */
const prices =
  (rate: ReturnType<typeof perMinute>, { age = 0.02, instance = INSTANCE } = {}) =>
  (world: World): void => {
    const app = application(world, instance);
    const events = world.events(rate);
    app.set(feedConnected, {}, 1);
    app.set(activeSubscriptions, {}, 4);
    app.increment(priceUpdates, stream, events);
    app.observe(websocketLatency, stream, age, events);
    if (events > 0) app.set(feedLastMessage, stream, world.now);
  };

/** Connected and subscribed, but nothing comes: ended as silent after 45 s, made anew after 15 s, over and over. */
const silence = (world: World): void => {
  const isEnding = (world.now / world.step) % 4 === 3;
  application(world).set(feedConnected, {}, isEnding ? 0 : 1);
  application(world).set(activeSubscriptions, {}, isEnding ? 0 : 4);
};

const disconnected = (world: World): void => {
  application(world).set(feedConnected, {}, 0);
  application(world).set(activeSubscriptions, {}, 0);
};

const busy = prices(perMinute(60));
const busyFor = (lasts: ReturnType<typeof minutes>) => [during(lasts, busy)];

export const HighLatency: Meaning = {
  fires: [
    {
      when: "one event in fifty is over half a second old",
      before: busyFor(minutes(10)),
      then: [during(minutes(15), prices(perMinute(60), { age: 0.55 }))],
      firesAfter: minutes(2),
      tells: [
        {
          labels: { job: "quantflow", stream: "trade" },
          summary: "Prices of trade arrive late",
          description:
            "One trade event in a hundred is older than 599ms when it is applied (over 5 min; limit 500 ms, for 1 min).",
        },
      ],
      resolves: { phases: busyFor(minutes(10)), after: minutes(5) },
    },
  ],
  silent: [
    { when: "every event is 450 ms old", phases: [during(minutes(20), prices(perMinute(60), { age: 0.45 }))] },
    { when: "one event a minute is late", phases: [during(minutes(20), prices(perMinute(1), { age: 0.55 }))] },
  ],
  unscraped: { lasts: minutes(4.5) },
};

export const LowMessageRate: Meaning = {
  fires: [
    {
      when: "9.5 prices a minute arrive although the application is subscribed",
      before: busyFor(minutes(10)),
      then: [during(minutes(20), prices(perMinute(9.5)))],
      firesAfter: minutes(7),
      tells: [
        {
          labels: { job: "quantflow" },
          summary: "Few price updates",
          description:
            "The application has been subscribed, yet price updates have come at 0.158 per second over 5 min, below 10 per minute for 2 min.",
        },
      ],
      resolves: { phases: busyFor(minutes(10)), after: minutes(0.25) },
    },
  ],
  silent: [
    { when: "10.5 a minute arrive", phases: [during(minutes(20), prices(perMinute(10.5)))] },
    { when: "nothing is subscribed", phases: [during(minutes(20), disconnected)] },
  ],
  unscraped: { lasts: minutes(4.5) },
};

export const FeedStale: Meaning = {
  fires: [
    {
      when: "no event comes any more, however often the connection is made anew",
      before: busyFor(minutes(5)),
      then: [during(minutes(5), silence)],
      firesAfter: minutes(1),
      tells: [
        {
          labels: { job: "quantflow", instance: INSTANCE, stream: "trade" },
          summary: "No prices from trade",
          description:
            "The last trade event was applied 1m 15s ago (limit 30 s, for 30 s): decisions rest on old prices.",
        },
      ],
      resolves: { phases: busyFor(minutes(5)), after: seconds(0) },
    },
  ],
  silent: [{ when: "an event comes every 30 s", phases: [during(minutes(20), prices(perMinute(2)))] }],
  unscraped: "ends",
};

export const FeedDisconnected: Meaning = {
  fires: [
    {
      when: "the connection stays closed",
      before: busyFor(minutes(5)),
      then: [during(minutes(5), disconnected)],
      firesAfter: minutes(1),
      tells: [
        {
          labels: { job: "quantflow", instance: INSTANCE },
          summary: "The exchange is disconnected",
          description:
            "quantflow-app:9464 has had no subscribed connection to the exchange for 1 min: no prices arrive.",
        },
      ],
      resolves: { phases: busyFor(minutes(5)), after: seconds(0) },
    },
  ],
  silent: [
    {
      when: "it reconnects within a minute",
      phases: [...busyFor(minutes(5)), during(minutes(0.75), disconnected), ...busyFor(minutes(5))],
    },
    { when: "a silent connection is made anew over and over", phases: [during(minutes(20), silence)] },
  ],
  unscraped: "ends",
};
