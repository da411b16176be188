import type { Group, Recording as RecordingRule } from "../lib/alerting/rules/group.ts";
import type { Widths, WidthsOf } from "./capacity-widths.ts";

/** Series that the recording rules write; a rule may read what rules before it write. */
export function recordedSeries(groups: readonly Group[], widths: WidthsOf): number {
  const written = new Map<string, number>();
  for (const rule of groups.flatMap(({ recordings }) => recordings))
    written.set(rule.record, seriesOfRule(rule, widths, written));
  return total([...written.values()]);
}

/**
 * Alerts of the largest notification, were every rule to fire for everything that it tells apart. One holds the alerts of
 * one rule and, where the rule tells jobs apart, of one job: `GROUP_BY` of lib/alerting/routing.
 */
export const largestNotification = (groups: readonly Group[], widths: WidthsOf): number =>
  Math.max(
    0,
    ...groups
      .flatMap(({ alerts }) => alerts)
      .map(({ condition: { labels, promql } }) => {
        const { targets, values } = widths(promql);
        const ofOneJob = labels.includes("job") ? [Math.max(0, ...targets)] : targets;
        return combinations({ labels }, { targets: ofOneJob, values });
      }),
  );

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** As many as the widest series of rules that it reads, else every combination of the label values that metrics have. */
function seriesOfRule({ of }: RecordingRule, widths: WidthsOf, written: ReadonlyMap<string, number>): number {
  const read = (of.promql.match(RULE_NAME) ?? []).flatMap((name) => written.get(name) ?? []);
  return read.length > 0 ? Math.max(...read) : combinations(of, widths(of.promql));
}

/** Only names of recording rules hold a colon. */
const RULE_NAME = /[a-zA-Z_]\w*:[\w:]+/g;

function combinations({ labels }: { readonly labels: readonly string[] }, { targets, values }: Widths): number {
  // An instance belongs to one job, so the two together are as many as the instances.
  const places = labels.includes("instance") ? total(targets) : labels.includes("job") ? targets.length : 1;
  return labels
    .filter((label) => label !== "instance" && label !== "job")
    .reduce((product, label) => product * values(label), places);
}
