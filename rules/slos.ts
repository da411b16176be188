/**
 * What QuantFlow promises, and when the promise is being broken: four objectives over 14 days, a day less than the
 * shortest retention that keeps samples for good.
 */
import { slo } from "../lib/alerting/rules/slo.ts";
import { days, isFalse, items, milliseconds, minutes, percent, perMinute, seconds } from "../lib/metrics/units.ts";
import { added, count, difference, is, observations, rate, sum, value, where, within } from "../lib/promql/index.ts";
import { alertmanagerFailures, alertmanagerNotifications, up } from "../metrics/external/index.ts";
import { orderDuration, websocketLatency } from "../metrics/quantflow/index.ts";
import {
  availabilityMeaning,
  feedFreshnessMeaning,
  orderPathMeaning,
  webhookDeliveryMeaning,
} from "./meanings/slos.ts";
import { TRADING } from "./owners.ts";

const job = "quantflow";
const PERIOD = days(14);
const by = ["job"] as const;
const promise = { job, owner: TRADING, over: PERIOD } as const;

/** Events that carry the exchange's time. A feed without events breaks no promise here: FeedStale tells of it. */
const FRESH = milliseconds(500);

export const feedFreshness = slo({
  ...promise,
  name: "feed-freshness",
  share: percent(99.5),
  total: (over) => sum(observations(where(websocketLatency, { job }), over), { by }),
  bad: (over, total) => difference(total, sum(within(FRESH, websocketLatency, over), { by })),
  minimum: () => perMinute(600),
  says: (share) => `${share} of prices were older than ${FRESH.text} when they were applied`,
  meaning: feedFreshnessMeaning,
});

/** An order that is refused is as bad as one that comes late: the strategy decided, and nothing was done in time. */
const PROMPT = seconds(1);
const filled = where(orderDuration, { outcome: "filled" });

export const orderPath = slo({
  ...promise,
  name: "order-path",
  share: percent(99),
  total: (over) => sum(observations(where(orderDuration, { job }), over), { by }),
  bad: (over, total) => difference(total, sum(within(PROMPT, filled, over), { by })),
  minimum: () => perMinute(1),
  says: (share) =>
    `${share} of orders were refused, or not filled within ${PROMPT.text} of the candle they were decided on`,
  meaning: orderPathMeaning,
});

/** As Alertmanager sees it, so that an application that is down and answers nothing counts too. */
const integration = "webhook";
const notifications = where(alertmanagerNotifications, { job: "alertmanager", integration });

export const webhookDelivery = slo({
  ...promise,
  name: "webhook-delivery",
  share: percent(99),
  total: (over) => sum(rate(notifications, over), { by }),
  bad: (over) => sum(rate(where(alertmanagerFailures, { integration }), over), { by }),
  minimum: () => perMinute(1),
  says: (share) => `${share} of Alertmanager's notifications did not reach the application's history of alerts`,
  meaning: webhookDeliveryMeaning,
});

/** Looked at once a minute, so that a time before the first scrape counts as none, and not as what was scraped first. */
const MINUTE = minutes(1);
const targets = count(value(where(up, { job })), { by });
const failing = count(is(value(up), isFalse), { by });

export const applicationAvailability = slo({
  ...promise,
  name: "availability",
  share: percent(99.5),
  total: (over) => added(targets, { over, every: MINUTE }),
  bad: (over) => added(failing, { over, every: MINUTE }),
  minimum: (over) => items(over.value / MINUTE.value),
  says: (share) => `Prometheus could not scrape QuantFlow for ${share} of the time`,
  meaning: availabilityMeaning,
});
