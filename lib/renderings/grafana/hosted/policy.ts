/**
 * The routes as a Grafana notification policy: the same tree, the same matchers, the same timings. Source:
 * grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning, "Route".
 */
import type { LabelMatch } from "../../../alerting/routing/matchers.ts";
import { literal } from "../../../alerting/routing/matchers.ts";
import { GROUP_BY, type RootRoute, type Route, type Timing } from "../../../alerting/routing/route.ts";
import { duration } from "../../../metrics/duration.ts";
import { tooDeep } from "./errors.ts";

export interface Matcher {
  readonly label: string;
  readonly match: "=" | "=~";
  readonly value: string;
}

/** One policy with what it says itself; what is absent is inherited, but for the timings, which are not. */
export interface Policy {
  readonly contactPoint: string;
  readonly matchers: readonly Matcher[];
  readonly groupBy?: readonly string[];
  readonly timing?: { readonly wait: string; readonly interval: string; readonly repeat: string };
  readonly muteTimings: readonly string[];
  readonly activeTimings: readonly string[];
  readonly continue: boolean;
  readonly policies: readonly Policy[];
}

/** How deep Grafana's provider nests policies below the root. */
const DEEPEST = 4;

export const policyOf = (root: RootRoute): Policy => policy({ groupBy: GROUP_BY, ...root }, 0);

function policy({ to, when = {}, timing, groupBy, muted = [], active = [], ...route }: Route, depth: number): Policy {
  if (depth > DEEPEST) throw tooDeep(to.name, DEEPEST);
  return {
    contactPoint: to.name,
    matchers: matchersOf(when),
    ...(groupBy && { groupBy }),
    ...(timing && { timing: timingOf(timing) }),
    muteTimings: muted.map(({ name }) => name),
    activeTimings: active.map(({ name }) => name),
    continue: route.continue ?? false,
    policies: (route.routes ?? []).map((child) => policy(child, depth + 1)),
  };
}

/** Grafana anchors regular expressions, and reads a label that is absent as "", as Alertmanager does. */
const matchersOf = (when: LabelMatch): readonly Matcher[] =>
  Object.entries(when).map(([label, wanted]) =>
    typeof wanted === "string"
      ? { label, match: "=", value: wanted }
      : { label, match: "=~", value: wanted.map(literal).join("|") },
  );

const timingOf = ({ wait, interval, repeat }: Timing) => ({
  wait: duration(wait),
  interval: duration(interval),
  repeat: duration(repeat),
});
