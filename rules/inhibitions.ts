import type { Inhibition } from "../lib/alerting/routing/index.ts";
import { canMatch } from "../lib/alerting/routing/index.ts";
import type { Group } from "../lib/alerting/rules/group.ts";
import { isProbed, JOBS } from "../metrics/index.ts";
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

/** The inhibitions that can work between these alerts. */
export function inhibitions(groups: readonly Group[]): readonly Inhibition[] {
  const alerts = groups.flatMap((group) => group.alerts);
  return everyInhibition.filter((inhibition) => canMatch(inhibition, alerts));
}
