import { expressionsOf, thresholdsOf } from "../../panels/queries.ts";
import { onPanels } from "../named.ts";
import type { LintRule } from "../rule.ts";
import { board, ORDERS, panel } from "../sample.ts";
import { metricsIn } from "../selectors.ts";

const QueueLong = { name: "QueueLong", severity: "warning" } as const;
const AlwaysFires = { name: "AlwaysFires", severity: "none" } as const;

export const knownAlert: LintRule = {
  id: "panel/alert",
  severity: "error",
  summary: "The alerts that a panel names exist",
  why: "The panel says that somebody is woken. When the alert was renamed or removed, nobody is, and the panel's link to its runbook leads nowhere.",
  bad: [board([panel({ watchedBy: [{ name: "QueueGone", severity: "warning" }] })])],
  good: [board([panel({ watchedBy: [QueueLong] })])],
  run: ({ dashboard, alerts }) =>
    onPanels(dashboard, ({ watchedBy }) =>
      watchedBy
        .filter(({ name }) => !alerts.some((alert) => alert.name === name))
        .map(({ name }) => `is watched by ${name}, which no rule defines: name the alert that replaced it`),
    ),
};

export const judgedAlert: LintRule = {
  id: "panel/alert-metric",
  severity: "error",
  summary: "A panel draws what its alerts judge",
  why: "An alert's message leads to the panel that it watches. Who follows it must see the number that was judged.",
  bad: [board([panel({ watchedBy: [QueueLong] }, ORDERS, "items/s")])],
  good: [board([panel({ watchedBy: [QueueLong] })]), board([panel({ watchedBy: [AlwaysFires] })])],
  run: ({ dashboard, alerts, recordings }) =>
    onPanels(dashboard, (one) => {
      const drawn = new Set(expressionsOf(one).flatMap((promql) => [...metricsIn(promql, recordings)]));
      // What asks for nothing shows alerts themselves.
      if (drawn.size === 0) return [];
      return alerts
        .filter(({ name }) => one.watchedBy.some((watcher) => watcher.name === name))
        .filter(({ promql }) => {
          const judged = [...metricsIn(promql, recordings)];
          // What always fires, to show that alerts arrive, judges nothing.
          return judged.length > 0 && !judged.some((metric) => drawn.has(metric));
        })
        .map(
          ({ name, promql }) =>
            `draws nothing of what ${name} judges (${[...metricsIn(promql, recordings)].join(", ")}): draw it, or leave the alert to another panel`,
        );
    }),
};

export const alertThreshold: LintRule = {
  id: "panel/alert-threshold",
  severity: "error",
  summary: "A threshold that is called an alert's is the alert's",
  why: "A line at another value than the alert's limit tells that all is well while somebody is woken, or the opposite.",
  bad: [
    board([panel({ watchedBy: [QueueLong], thresholds: [{ value: 40, alert: "QueueLong" }] })]),
    board([panel({ thresholds: [{ value: 50, alert: "QueueLong" }] })]),
  ],
  good: [board([panel({ watchedBy: [QueueLong], thresholds: [{ value: 50, alert: "QueueLong" }, { value: 20 }] })])],
  run: ({ dashboard, alerts }) =>
    onPanels(dashboard, (one) =>
      thresholdsOf(one).flatMap(({ value, alert }) => {
        if (alert === undefined) return [];
        if (!one.watchedBy.some(({ name }) => name === alert))
          return [`draws the threshold of ${alert} without naming it: add the alert to watchedBy`];
        const limit = alerts.find(({ name }) => name === alert)?.threshold;
        if (limit === undefined || limit === value) return [];
        return [`draws the threshold of ${alert} at ${value}, the alert's is ${limit}: write thresholdOf(${alert}, …)`];
      }),
    ),
};
