/** Who watches the watchers: Prometheus and Alertmanager themselves. */
import { alert } from "../lib/alerting/rules/alert.ts";
import { group } from "../lib/alerting/rules/group.ts";
import { isFalse, items, minutes } from "../lib/metrics/units.ts";
import {
  above,
  absent,
  always,
  below,
  increase,
  is,
  labelled,
  lowest,
  unless,
  value,
  where,
} from "../lib/promql/index.ts";
import {
  alertmanagerFailures,
  alertmanagerReloaded,
  alertmanagersDiscovered,
  notificationErrors,
  notificationLogErrors,
  notificationsDropped,
  prometheusReloaded,
  ruleFailures,
  up,
} from "../metrics/external/index.ts";
import { heartbeats, watchmanMailServer, watchmanStateFailures } from "../metrics/quantflow/watchman.ts";
import * as ofAlertmanager from "./meanings/alertmanager.ts";
import * as ofPrometheus from "./meanings/prometheus.ts";
import * as ofWatchman from "./meanings/watchman.ts";
import { PLATFORM } from "./owners.ts";

const prometheusJob = { job: "prometheus" } as const;
const alertmanagerJob = { job: "alertmanager" } as const;
const watchmanJob = { job: "watchman" } as const;
const WINDOW = minutes(5);
/** How far WatchmanHearsStrangers looks back. */
export const HEARD_WITHIN = WINDOW;

/** Always firing: whoever stops receiving it knows that alerting itself is dead. */
export const Watchdog = alert("Watchdog", {
  meaning: ofPrometheus.Watchdog,
  condition: always,
  severity: "none",
  owner: PLATFORM,
  summary: () => "Alerting works",
  description: () => "This alert always fires. When it stops arriving, Prometheus or Alertmanager is dead.",
});

export const PrometheusReloadFailed = alert("PrometheusReloadFailed", {
  meaning: ofPrometheus.PrometheusReloadFailed,
  condition: is(value(where(prometheusReloaded, prometheusJob)), isFalse),
  for: minutes(1),
  severity: "critical",
  owner: PLATFORM,
  summary: () => "Prometheus refused its configuration",
  description: (f) =>
    `${f.label.instance} has run on its previous configuration for ${f.for}, because it cannot load the present one; its log says why.`,
});

export const RuleEvaluationFailures = alert("RuleEvaluationFailures", {
  meaning: ofPrometheus.RuleEvaluationFailures,
  condition: above(increase(where(ruleFailures, prometheusJob), WINDOW), items(0)),
  severity: "critical",
  owner: PLATFORM,
  summary: () => "Alert rules fail to evaluate",
  description: (f) =>
    `About ${f.value} evaluations of ${f.label.rule_group} failed within ${f.time(WINDOW)}: its alerts cannot fire.`,
});

export const NotificationsFailing = alert("NotificationsFailing", {
  meaning: ofPrometheus.NotificationsFailing,
  condition: above(increase(where(notificationErrors, prometheusJob), WINDOW), items(0)),
  for: minutes(1),
  severity: "critical",
  owner: PLATFORM,
  summary: () => "Prometheus cannot hand alerts over",
  description: (f) =>
    `About ${f.value} alerts did not reach ${f.label.alertmanager} within ${f.time(WINDOW)}, for ${f.for}.`,
});

export const NotificationsDropped = alert("NotificationsDropped", {
  meaning: ofPrometheus.NotificationsDropped,
  condition: above(increase(where(notificationsDropped, prometheusJob), WINDOW), items(0)),
  severity: "critical",
  owner: PLATFORM,
  summary: () => "Prometheus drops alerts",
  description: (f) => `About ${f.value} alerts for ${f.label.alertmanager} were dropped within ${f.time(WINDOW)}.`,
});

export const NoAlertmanager = alert("NoAlertmanager", {
  meaning: ofPrometheus.NoAlertmanager,
  condition: below(value(where(alertmanagersDiscovered, prometheusJob)), items(1)),
  for: minutes(1),
  severity: "critical",
  owner: PLATFORM,
  summary: () => "Prometheus has no Alertmanager",
  description: (f) => `${f.label.instance} has known no Alertmanager for ${f.for}: its alerts go nowhere.`,
});

/** Its counters of failed writes cannot be stored either, so that only the hole in its own samples tells. */
const MISSED = minutes(1);
export const PrometheusCannotWrite = alert("PrometheusCannotWrite", {
  meaning: ofPrometheus.PrometheusCannotWrite,
  condition: absent(up, prometheusJob, MISSED),
  for: minutes(1),
  severity: "critical",
  owner: PLATFORM,
  summary: () => "Prometheus stores nothing",
  description: (f) =>
    `Prometheus has kept none of its own samples within ${f.time(MISSED)}, for ${f.for}: it judges by what it had before, and soon by nothing. Its disk is full, or nothing scrapes it.`,
});

export const AlertmanagerReloadFailed = alert("AlertmanagerReloadFailed", {
  meaning: ofAlertmanager.AlertmanagerReloadFailed,
  condition: is(value(where(alertmanagerReloaded, alertmanagerJob)), isFalse),
  for: minutes(1),
  severity: "critical",
  owner: PLATFORM,
  summary: () => "Alertmanager refused its configuration",
  description: (f) =>
    `${f.label.instance} has run on its previous configuration for ${f.for}, because it cannot load the present one; its log says why.`,
});

/**
 * The application takes a copy of every alert; while it is down it cannot, and ServiceDown says so. As long as the
 * failures count, so does their reason: an inhibition would end with ServiceDown, minutes too soon.
 */
const excusedCopies = labelled(is(lowest(where(up, { job: "quantflow" }), WINDOW), isFalse), {
  as: "integration",
  value: "webhook",
});

export const AlertmanagerNotificationsFailing = alert("AlertmanagerNotificationsFailing", {
  meaning: ofAlertmanager.AlertmanagerNotificationsFailing,
  condition: unless(above(increase(where(alertmanagerFailures, alertmanagerJob), WINDOW), items(0)), excusedCopies, {
    on: ["integration"],
  }),
  for: minutes(1),
  severity: "critical",
  owner: PLATFORM,
  summary: (f) => `Alertmanager cannot deliver by ${f.label.integration}`,
  description: (f) =>
    `About ${f.value} notifications by ${f.label.integration} failed within ${f.time(WINDOW)} (${f.label.reason}), for ${f.for}.`,
});

/** It is tried every minute. */
export const AlertmanagerCannotWrite = alert("AlertmanagerCannotWrite", {
  meaning: ofAlertmanager.AlertmanagerCannotWrite,
  condition: above(increase(where(notificationLogErrors, alertmanagerJob), WINDOW), items(0)),
  severity: "warning",
  owner: PLATFORM,
  summary: () => "Alertmanager's disk takes nothing",
  description: (f) =>
    `${f.label.instance} failed about ${f.value} times within ${f.time(WINDOW)} to write down what it has notified: after a restart it forgets silences, and tells again what it told.`,
});

/** It is asked every few minutes, so what holds for ten has failed twice. */
export const WatchmanCannotMail = alert("WatchmanCannotMail", {
  meaning: ofWatchman.WatchmanCannotMail,
  condition: is(value(where(watchmanMailServer, watchmanJob)), isFalse),
  for: minutes(10),
  severity: "critical",
  owner: PLATFORM,
  summary: () => "The watchman cannot mail",
  description: (f) =>
    `The mail server has not let ${f.label.instance} in for ${f.for}: nobody would learn of it if alerting stopped.`,
});

export const WatchmanHearsStrangers = alert("WatchmanHearsStrangers", {
  meaning: ofWatchman.WatchmanHearsStrangers,
  condition: above(increase(where(heartbeats, { ...watchmanJob, result: "foreign" }), WINDOW), items(0)),
  severity: "warning",
  owner: PLATFORM,
  summary: () => "Another environment's heartbeat comes here",
  description: (f) =>
    `${f.label.instance} refused about ${f.value} heartbeats of another environment within ${f.time(WINDOW)}: an Alertmanager elsewhere has our address and our token.`,
});

export const WatchmanCannotWrite = alert("WatchmanCannotWrite", {
  meaning: ofWatchman.WatchmanCannotWrite,
  condition: above(increase(where(watchmanStateFailures, watchmanJob), WINDOW), items(0)),
  severity: "warning",
  owner: PLATFORM,
  summary: () => "The watchman's disk takes nothing",
  description: (f) =>
    `${f.label.instance} failed about ${f.value} times within ${f.time(WINDOW)} to write down what it heard: after a restart it begins to wait anew, and a mail that waits is lost.`,
});

export const prometheus = group("prometheus", [
  Watchdog,
  PrometheusReloadFailed,
  RuleEvaluationFailures,
  NotificationsFailing,
  NotificationsDropped,
  NoAlertmanager,
  PrometheusCannotWrite,
]);

export const alertmanager = group("alertmanager", [
  AlertmanagerReloadFailed,
  AlertmanagerNotificationsFailing,
  AlertmanagerCannotWrite,
]);

export const watchman = group("watchman", [WatchmanCannotMail, WatchmanHearsStrangers, WatchmanCannotWrite]);
