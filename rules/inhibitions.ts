import { assertAlive, canMatch, type Inhibition, labelValues } from "../lib/alerting/routing/index.ts";
import type { Group } from "../lib/alerting/rules/group.ts";
import { catalogueOf } from "../lib/promql/checker/index.ts";
import { catalogue, isProbed, JOBS } from "../metrics/index.ts";
import { rules } from "./index.ts";
import { EXPLAINS_DOWN } from "./scrapes.ts";

/** Which alert makes which others pointless. */
export const everyInhibition: readonly Inhibition[] = [
  {
    name: "what is down needs no warnings",
    source: { alertname: ["ServiceDown", "TargetDown", "TargetMissing"] },
    target: { severity: ["warning", "info"] },
    equal: ["job"],
  },
  {
    name: "a scrape over its limit only looks down",
    source: EXPLAINS_DOWN,
    target: { alertname: ["ServiceDown", "TargetDown"] },
    equal: ["job", "instance"],
  },
  {
    name: "a job over its target limit only looks down",
    source: { alertname: "TargetLimitHit" },
    target: { alertname: ["ServiceDown", "TargetDown"] },
    equal: ["job"],
  },
  {
    name: "without a connection there are no prices",
    source: { alertname: "FeedDisconnected" },
    target: { alertname: ["FeedStale", "LowMessageRate", "HighLatency"] },
    equal: ["job"],
  },
  {
    name: "without the prober every probe is down",
    source: { alertname: "TargetDown", job: "blackbox" },
    target: { alertname: "TargetDown", job: JOBS.filter(isProbed) },
    equal: [],
  },
];

/** The values that labels of our alerts' series can have. */
export const values = labelValues(
  catalogueOf(catalogue),
  rules({ jobs: JOBS }).flatMap((group) => group.recordings),
);

const alertsOf = (groups: readonly Group[]) => groups.flatMap((group) => group.alerts);

/**
 * Those that can work between the alerts of one environment; the rest go with the alerts that it omits. Fails where
 * one could not even work with every job present: nothing omitted it, it is wrong.
 */
export function inhibitions(
  groups: readonly Group[],
  all: readonly Inhibition[] = everyInhibition,
): readonly Inhibition[] {
  assertAlive(all, alertsOf(rules({ jobs: JOBS })), values);
  const alerts = alertsOf(groups);
  return all.filter((inhibition) => canMatch(inhibition, alerts, values));
}
