import { drillDown, query, stat } from "../../lib/dashboards/index.ts";
import { isFalse, items } from "../../lib/metrics/units.ts";
import { count, increase, is, orZero, promql, shownRange, sum, value, where } from "../../lib/promql/index.ts";
import { alertmanagerReloaded, prometheusReloaded, ruleFailures, up } from "../../metrics/external/index.ts";
import {
  AlertmanagerReloadFailed,
  PrometheusReloadFailed,
  RuleEvaluationFailures,
  Watchdog,
} from "../../rules/monitoring.ts";
import { pages } from "../pages.ts";
import { WHOLE_NUMBERS } from "../style.ts";
import { chosen } from "./variables.ts";
import { ofEveryJob } from "./watchers.ts";

/** It is of no job. Where Prometheus evaluates nothing there is no series of it, and that has to be seen. */
const alive = promql(
  `count(ALERTS{alertname="${Watchdog.name}",alertstate="firing",job="",instance=""}) or vector(0)`,
  { labels: [], unit: "items" },
);

export const watchdog = stat("watchdog", {
  title: "Watchdog",
  description:
    "The alert that always fires, so that its silence can be noticed from outside. Silent: Prometheus evaluates no rules, and every other alert is silent with it.",
  width: 6,
  states: [
    { value: 0, text: "Silent", color: "red" },
    { value: 1, text: "Firing", color: "green" },
  ],
  queries: [query(alive, () => "Watchdog")],
  watchedBy: [Watchdog],
});

export const down = stat("targets-down", {
  title: "Targets down",
  description:
    "Targets that Prometheus could not scrape the last time. The table below names them; while one is down none of the alerts about it can fire.",
  width: 6,
  thresholds: [items(1)],
  queries: [
    query(
      orZero(count(is(value(where(up, chosen)), isFalse), { by: [] }), count(value(where(up, chosen)), { by: [] })),
      () => "Down",
    ),
  ],
  watchedBy: ofEveryJob("ServiceDown", "TargetDown"),
  links: [drillDown("Alerts", pages.alerts)],
});

export const rulesFailing = stat("rules-failing", {
  title: "Failed evaluations",
  description:
    "Evaluations of rules that failed in the time shown. Alerts of such a group cannot fire: Prometheus' page of rules tells the error, most often two series where one is meant.",
  width: 6,
  thresholds: [items(1)],
  queries: [query(sum(increase(where(ruleFailures, chosen), shownRange), { by: [] }), () => "Failed")],
  watchedBy: [RuleEvaluationFailures],
  raw: WHOLE_NUMBERS,
});

export const configuration = stat("configuration", {
  title: "Newest configuration",
  description:
    "Whether it was taken. Refused: the old one goes on, so all looks well until the next start, which fails. The log of the one that refused says which line.",
  width: 6,
  states: [
    { value: 0, text: "Refused", color: "red" },
    { value: 1, text: "Taken", color: "green" },
  ],
  queries: [
    query(value(where(prometheusReloaded, chosen)), (l) => l.job),
    query(value(where(alertmanagerReloaded, chosen)), (l) => l.job),
  ],
  watchedBy: [PrometheusReloadFailed, AlertmanagerReloadFailed],
});
