import { drillDown, query, stat, thresholdOf, timeseries } from "../../lib/dashboards/index.ts";
import { increase, max, rateInterval, sum, value, where } from "../../lib/promql/index.ts";
import {
  alertmanagerAlerts,
  alertmanagerSilences,
  alertmanagersDiscovered,
  notificationErrors,
  notificationsDropped,
  notificationsSent,
} from "../../metrics/external/index.ts";
import { NoAlertmanager, NotificationsDropped, NotificationsFailing } from "../../rules/monitoring.ts";
import { pages } from "../pages.ts";
import { EVENTS } from "../style.ts";
import { chosen } from "./variables.ts";

export const handedOver = timeseries("alerts-handed-over", {
  title: "Alerts handed over",
  description:
    "Prometheus tells Alertmanager of each alert again and again while it fires, so the Watchdog alone keeps this above zero. Failed ones are sent again with the next; dropped ones are gone, because the queue of them was full or Alertmanager refused them.",
  width: 8,
  height: 9,
  queries: [
    query(sum(increase(where(notificationsSent, chosen), rateInterval), { by: [] }), () => "sent"),
    query(sum(increase(where(notificationErrors, chosen), rateInterval), { by: [] }), () => "failed"),
    query(sum(increase(where(notificationsDropped, chosen), rateInterval), { by: [] }), () => "dropped"),
  ],
  watchedBy: [NotificationsFailing, NotificationsDropped],
  raw: EVENTS,
});

export const held = timeseries("alerts-held", {
  title: "Alerts at Alertmanager",
  description:
    "Active ones are told of, suppressed ones are covered by a silence or by another alert. The Watchdog is one of the active. Silences that stay on after their cause hide what comes next.",
  width: 8,
  height: 9,
  min: 0,
  queries: [
    query(sum(value(where(alertmanagerAlerts, chosen)), { by: ["state"] }), (l) => l.state),
    query(sum(value(where(alertmanagerSilences, { ...chosen, state: "active" })), { by: [] }), () => "silences"),
  ],
  links: [drillDown("Alerts", pages.alerts)],
});

export const alertmanagers = stat("alertmanagers", {
  title: "Alertmanagers known",
  description: "To which Prometheus hands its alerts. None: they go nowhere, whatever fires.",
  width: 8,
  height: 9,
  bad: "low",
  thresholds: [thresholdOf(NoAlertmanager, "items")],
  queries: [query(max(value(where(alertmanagersDiscovered, chosen)), { by: [] }), () => "Known")],
  watchedBy: [NoAlertmanager],
});
