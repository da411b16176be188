import { assertAlive, canMatch, type Inhibition, labelValues } from "../lib/alerting/routing/index.ts";
import type { Group } from "../lib/alerting/rules/group.ts";
import { catalogueOf } from "../lib/promql/checker/index.ts";
import { catalogue, isProbed, JOBS } from "../metrics/index.ts";
import { rules } from "./index.ts";
import { EXPLAINS_DOWN } from "./scrapes.ts";

const alertsOf = (groups: readonly Group[]) => groups.flatMap((group) => group.alerts);

const every = rules({ jobs: JOBS });
const OBJECTIVES = [...new Set(alertsOf(every).flatMap(({ labels }) => labels["slo"] ?? []))];

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
    name: "what restarts fails its scrapes",
    source: { alertname: "RestartLoop" },
    target: { alertname: "TargetFlapping" },
    equal: ["job", "instance"],
  },
  {
    name: "without a connection there are no prices",
    source: { alertname: "FeedDisconnected" },
    target: { alertname: ["FeedStale", "LowMessageRate", "HighLatency"] },
    equal: ["job"],
  },
  {
    name: "a database that is down takes nothing",
    source: { alertname: "DatabaseDown" },
    target: { alertname: "StoreFailing", dependency: "timescaledb" },
    equal: [],
  },
  {
    name: "a cache that is down takes nothing",
    source: { alertname: "CacheDown" },
    target: { alertname: "StoreFailing", dependency: "redis" },
    equal: [],
  },
  {
    name: "what is down breaks its promises",
    source: { alertname: "ServiceDown" },
    target: { slo: OBJECTIVES },
    equal: ["job"],
  },
  {
    name: "a budget that burns fast burns slowly too",
    source: { severity: "critical", slo: OBJECTIVES },
    target: { severity: "warning", slo: OBJECTIVES },
    equal: ["job", "slo"],
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
  every.flatMap((group) => group.recordings),
);

/**
 * Those that can work between the alerts of one environment; the rest go with the alerts that it omits. Fails where
 * one could not even work with every job present: nothing omitted it, it is wrong.
 */
export function inhibitions(
  groups: readonly Group[],
  all: readonly Inhibition[] = everyInhibition,
): readonly Inhibition[] {
  assertAlive(all, alertsOf(every), values);
  const alerts = alertsOf(groups);
  return all.filter((inhibition) => canMatch(inhibition, alerts, values));
}
