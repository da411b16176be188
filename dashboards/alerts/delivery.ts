import { drillDown, query, stat, timeseries } from "../../lib/dashboards/index.ts";
import { items } from "../../lib/metrics/units.ts";
import { increase, max, rateInterval, shownRange, sum, value, where } from "../../lib/promql/index.ts";
import { alertmanagerAlerts, alertmanagerFailures, alertmanagerNotifications } from "../../metrics/external/index.ts";
import {
  alertDeadLetters,
  alertDeliveries,
  alertOutboxAge,
  alertsReceived,
  alertsTruncated,
} from "../../metrics/quantflow/index.ts";
import { AlertsTruncated, AlertUndeliverable } from "../../rules/losses.ts";
import { AlertmanagerNotificationsFailing } from "../../rules/monitoring.ts";
import { pages } from "../pages.ts";
import { EVENTS, WHOLE_NUMBERS } from "../style.ts";
import { chosen } from "./variables.ts";

export const deadLetters = stat("dead-letters", {
  title: "Dead letters",
  description:
    "Alerts whose delivery to a channel was given up. They are kept: find out what refused them, then POST /alerts/dead-letters/retry sends them again.",
  width: 6,
  thresholds: [items(1)],
  queries: [query(sum(value(where(alertDeadLetters, chosen)), { by: ["channel"] }), (l) => l.channel)],
  watchedBy: [AlertUndeliverable],
});

export const undelivered = stat("undelivered", {
  title: "Longest wait for delivery",
  description:
    "Of the alerts that the application still has to deliver, by channel; 0 when none waits. Minutes: the channel does not answer, and the application tries again at growing intervals.",
  width: 6,
  queries: [query(max(value(where(alertOutboxAge, chosen)), { by: ["channel"] }), (l) => l.channel)],
  links: [drillDown("Stores", pages.stores)],
});

export const truncated = stat("alerts-truncated", {
  title: "Left out of requests",
  description:
    "Alerts that Alertmanager left out in the time shown, because a request would have held more than max_alerts. The history misses them; a storm of that size has one cause, and inhibitions should have kept it small.",
  width: 6,
  thresholds: [items(1)],
  queries: [query(sum(increase(where(alertsTruncated, chosen), shownRange), { by: [] }), () => "Left out")],
  watchedBy: [AlertsTruncated],
  raw: WHOLE_NUMBERS,
});

export const silenced = stat("alerts-suppressed", {
  title: "Suppressed now",
  description:
    "Alerts that fire and that nobody is told of, because a silence or another alert covers them. A number that stays after the cause is gone is a silence that was forgotten.",
  width: 6,
  queries: [
    query(sum(value(where(alertmanagerAlerts, { ...chosen, state: "suppressed" })), { by: [] }), () => "Suppressed"),
  ],
});

export const sent = timeseries("notifications", {
  title: "Notifications of Alertmanager",
  description:
    "Those it tried to send, by whichever way, and those that failed. One failure is no loss, for it is tried again. When they go on, the alert names the way: its address, its login, or the other side is at fault.",
  width: 8,
  queries: [
    query(sum(increase(where(alertmanagerNotifications, chosen), rateInterval), { by: [] }), () => "tried"),
    query(sum(increase(where(alertmanagerFailures, chosen), rateInterval), { by: [] }), () => "failed"),
  ],
  watchedBy: [AlertmanagerNotificationsFailing],
  raw: EVENTS,
});

export const received = timeseries("alerts-received", {
  title: "Alerts received by the application",
  description:
    "Over its webhook, by what they tell. What fires should resolve some day. Nothing at all over a day: not even repeats arrive, so look at how Alertmanager fares beside it.",
  width: 8,
  queries: [query(sum(increase(where(alertsReceived, chosen), rateInterval), { by: ["status"] }), (l) => l.status)],
  raw: EVENTS,
});

export const deliveries = timeseries("alert-deliveries", {
  title: "Deliveries of the application",
  description:
    "What became of each alert on its way to the history and to the receiver of yours, if there is one. Failed ones are tried again; dead ones were given up and wait as dead letters.",
  width: 8,
  queries: [query(sum(increase(where(alertDeliveries, chosen), rateInterval), { by: ["outcome"] }), (l) => l.outcome)],
  raw: EVENTS,
});
