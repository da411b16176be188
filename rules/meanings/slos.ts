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

const few = 0.05;
const oneInThree = (promised: Promised, usual: number) => ({
  when: "one of three an hour fails",
  every: minutes(1),
  phases: [during(hours(3), promised(1 / 3, few / usual))],
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
  least: 1,
  busy: 300,
  says: (share) => `${share} of prices were older than 500 ms when they were applied`,
  silent: [oneInThree(prices, PRICES)],
};

/** A refused order, an order that is filled late. */
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
  least: 1,
  busy: 300,
  says: (share) => `${share} of orders were refused, or not filled within 1 s of the candle they were decided on`,
  silent: [oneInThree(orders, ORDERS)],
};

/** Mails go out all the while: they are another promise. */
const NOTIFICATIONS = 1;
const notifications: Promised =
  (share, traffic, job = "alertmanager") =>
  (world) => {
    const alertmanager = world.target(job);
    const [bad, good] = since(world, NOTIFICATIONS * traffic, share);
    alertmanager.increment(alertmanagerNotifications, { integration: "webhook" }, bad + good);
    alertmanager.increment(alertmanagerFailures, { integration: "webhook", reason: "other" }, bad);
    alertmanager.increment(alertmanagerNotifications, { integration: "email" }, 600);
    alertmanager.increment(alertmanagerFailures, { integration: "email", reason: "other" }, 0);
  };
const webhook: Burning = {
  slo: "webhook-delivery",
  promised: notifications,
  objective: "99 %",
  budget: 0.01,
  least: 1,
  busy: 300,
  says: (share) => `${share} of Alertmanager's notifications did not reach the application's history of alerts`,
  silent: [
    oneInThree(notifications, NOTIFICATIONS),
    {
      when: "mails fail",
      every: minutes(1),
      phases: [
        during(hours(2), (world) => {
          notifications(0, 1)(world);
          world.target("alertmanager").increment(alertmanagerFailures, { integration: "email", reason: "other" }, 300);
        }),
      ],
    },
  ],
};

/** One instance, so many of whose scrapes fail that over time it is the share. */
const scrapes: Promised =
  (share, traffic, job = "quantflow") =>
  (world) => {
    if (traffic === 0) return;
    const app = world.target(job);
    const fails = share === 1 || world.events({ ...perMinute(0), value: share / world.step }) > 0;
    if (fails) app.fails();
    else app.answers();
  };
const availability: Burning = {
  slo: "availability",
  promised: scrapes,
  objective: "99.5 %",
  budget: 0.005,
  least: 1,
  says: (share) => `Prometheus could not scrape QuantFlow for ${share} of the time`,
  silent: [],
};

export const feedFreshnessMeaning = {
  page: burnsFast(freshness, {
    fast: { firesAfter: minutes(23), share: "7.333%", outlives: minutes(26) },
    slow: { firesAfter: minutes(170), share: "3.088%", outlives: minutes(17) },
    unscraped: { lasts: minutes(3) },
  }),
  ticket: burnsSlowly(freshness, {
    fast: { firesAfter: minutes(60), share: "2.118%", outlives: minutes(120) },
    slow: { firesAfter: minutes(570), share: "0.5045%", outlives: minutes(120) },
    unscraped: "stays",
  }),
};

export const orderPathMeaning = {
  page: burnsFast(orderPath, {
    fast: { firesAfter: minutes(22), share: "14.58%", outlives: minutes(26) },
    slow: { firesAfter: minutes(150), share: "6.25%", outlives: minutes(15) },
    unscraped: { lasts: minutes(1) },
  }),
  ticket: burnsSlowly(orderPath, {
    fast: { firesAfter: minutes(90), share: "3.212%", outlives: minutes(115) },
    slow: { firesAfter: minutes(480), share: "1.013%", outlives: minutes(175) },
    unscraped: "stays",
  }),
};

export const webhookDeliveryMeaning = {
  page: burnsFast(webhook, {
    fast: { firesAfter: minutes(23), share: "15%", outlives: minutes(26) },
    slow: { firesAfter: minutes(150), share: "6.181%", outlives: minutes(15) },
    unscraped: { lasts: minutes(3) },
  }),
  ticket: burnsSlowly(webhook, {
    fast: { firesAfter: minutes(90), share: "3.194%", outlives: minutes(115) },
    slow: { firesAfter: minutes(480), share: "1.013%", outlives: minutes(175) },
    unscraped: "stays",
  }),
};

/** A scrape that fails is what this objective is about. */
export const availabilityMeaning = {
  page: burnsFast(availability, {
    fast: { firesAfter: minutes(21), share: "7.333%", outlives: minutes(25) },
    slow: { firesAfter: minutes(160), share: "3.056%", outlives: minutes(23) },
    unscraped: "stays",
  }),
  ticket: burnsSlowly(availability, {
    fast: { firesAfter: minutes(60), share: "0%", outlives: minutes(60) },
    slow: { firesAfter: minutes(480), share: "0.5093%", outlives: minutes(175) },
    unscraped: "stays",
  }),
};
