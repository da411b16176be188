import { during } from "../../lib/alerting/proofs/meaning.ts";
import type { World } from "../../lib/alerting/proofs/world.ts";
import { hours, minutes, perMinute } from "../../lib/metrics/units.ts";
import { alertmanagerFailures, alertmanagerNotifications } from "../../metrics/external/index.ts";
import { orderDuration, websocketLatency } from "../../metrics/quantflow/index.ts";
import { type Burning, burnsFast, burnsSlowly, type Promised } from "./burns.ts";

/** Of so many a minute, those since the last scrape that fail, and those that do not. */
function since(world: World, each: number, share: number): readonly [bad: number, good: number] {
  const bad = world.events(perMinute(each * share));
  return [bad, world.events(perMinute(each)) - bad];
}

const oneInThree = (promised: Promised) => ({
  when: "one of three an hour fails",
  every: minutes(1),
  phases: [during(hours(3), promised(1 / 3, 0.05))],
});

const PRICES = 600;
const prices: Promised =
  (share, traffic, job = "quantflow") =>
  (world) => {
    const app = world.target(job);
    const [bad, good] = since(world, PRICES * traffic, share);
    app.observe(websocketLatency, { stream: "trade" }, 0.55, bad);
    app.observe(websocketLatency, { stream: "kline" }, 0.45, good);
  };
const freshness: Burning = {
  slo: "feed-freshness",
  promised: prices,
  objective: "99.5 %",
  budget: 0.005,
  much: 4,
  says: (share) => `${share} of prices were older than 500 ms when they were applied`,
  silent: [{ ...oneInThree(prices), phases: [during(hours(3), prices(1 / 3, 0.05 / PRICES))] }],
};

/** Every second one that fails is refused, and at once; the others are filled late. */
const ORDERS = 1;
const orders: Promised =
  (share, traffic, job = "quantflow") =>
  (world) => {
    const app = world.target(job);
    const [bad, good] = since(world, ORDERS * traffic, share);
    const refused = Math.floor(bad / 2);
    app.observe(orderDuration, { outcome: "cash" }, 0.1, refused);
    app.observe(orderDuration, { outcome: "filled" }, 1.5, bad - refused);
    app.observe(orderDuration, { outcome: "filled" }, 0.9, good);
  };
const orderPath: Burning = {
  slo: "order-path",
  promised: orders,
  objective: "99 %",
  budget: 0.01,
  much: 100,
  says: (share) => `${share} of orders were refused, or not filled within 1 s of the candle they were decided on`,
  silent: [oneInThree(orders)],
};

/** Half of the mails fail all the while: they are another promise. */
const NOTIFICATIONS = 1;
const notifications: Promised =
  (share, traffic, job = "alertmanager") =>
  (world) => {
    const alertmanager = world.target(job);
    const [bad, good] = since(world, NOTIFICATIONS * traffic, share);
    alertmanager.increment(alertmanagerNotifications, { integration: "webhook" }, bad + good);
    alertmanager.increment(alertmanagerFailures, { integration: "webhook", reason: "other" }, bad);
    alertmanager.increment(alertmanagerNotifications, { integration: "email" }, 600);
    alertmanager.increment(alertmanagerFailures, { integration: "email", reason: "other" }, 300);
  };
const webhook: Burning = {
  slo: "webhook-delivery",
  promised: notifications,
  objective: "99 %",
  budget: 0.01,
  much: 100,
  says: (share) => `${share} of Alertmanager's notifications did not reach the application's history of alerts`,
  silent: [oneInThree(notifications)],
};

/** As many instances as the traffic says; so many of them fail that over time it is the share. */
const INSTANCES = 40;
const scrapes: Promised =
  (share, traffic, job = "quantflow") =>
  (world) => {
    const failing = share === 1 ? traffic : world.events({ ...perMinute(0), value: (share * traffic) / world.step });
    for (let index = 0; index < INSTANCES; index += 1) {
      const app = world.target(job, `${job}-${index}:9464`);
      if (index >= traffic) app.vanishes();
      else if (index < failing) app.fails();
      else app.answers();
    }
  };
const availability: Burning = {
  slo: "availability",
  promised: scrapes,
  objective: "99.5 %",
  budget: 0.005,
  much: INSTANCES,
  says: (share) => `Prometheus could not scrape QuantFlow for ${share} of the time`,
  silent: [],
};

export const feedFreshnessMeaning = {
  page: burnsFast(freshness, {
    first: { firesAfter: minutes(56), share: "7.266%", outlives: minutes(2) },
    second: { firesAfter: minutes(215), share: "3.002%", outlives: minutes(30) },
    unscraped: { lasts: minutes(3) },
  }),
  ticket: burnsSlowly(freshness, {
    first: { firesAfter: minutes(150), share: "0.592%", outlives: minutes(360) },
    second: { firesAfter: minutes(2160), share: "0.5009%", outlives: minutes(360) },
    unscraped: "stays",
  }),
};

export const orderPathMeaning = {
  page: burnsFast(orderPath, {
    first: { firesAfter: minutes(55), share: "14.4%", outlives: minutes(3) },
    second: { firesAfter: minutes(215), share: "6.004%", outlives: minutes(30) },
    unscraped: { lasts: minutes(3) },
  }),
  ticket: burnsSlowly(orderPath, {
    first: { firesAfter: minutes(150), share: "1.139%", outlives: minutes(360) },
    second: { firesAfter: minutes(2130), share: "1.006%", outlives: minutes(360) },
    unscraped: "stays",
  }),
};

export const webhookDeliveryMeaning = {
  page: burnsFast(webhook, {
    first: { firesAfter: minutes(55), share: "14.4%", outlives: minutes(2) },
    second: { firesAfter: minutes(215), share: "6.004%", outlives: minutes(30) },
    unscraped: { lasts: minutes(3) },
  }),
  ticket: burnsSlowly(webhook, {
    first: { firesAfter: minutes(150), share: "1.134%", outlives: minutes(360) },
    second: { firesAfter: minutes(2130), share: "1.006%", outlives: minutes(360) },
    unscraped: "stays",
  }),
};

/** A scrape that fails is what this objective is about. */
export const availabilityMeaning = {
  page: burnsFast(availability, {
    first: { firesAfter: minutes(56), share: "7.261%", outlives: minutes(2) },
    second: { firesAfter: minutes(215), share: "3.003%", outlives: minutes(25) },
    unscraped: "stays",
  }),
  ticket: burnsSlowly(availability, {
    first: { firesAfter: minutes(150), share: "0.5787%", outlives: minutes(360) },
    second: { firesAfter: minutes(2190), share: "0.503%", outlives: minutes(300) },
    unscraped: "stays",
  }),
};
