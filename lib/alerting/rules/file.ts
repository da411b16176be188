import { createHash } from "node:crypto";
import { stringify } from "yaml";
import { duration } from "../../metrics/duration.ts";
import type { Alert } from "./alert.ts";
import { factsOf } from "./facts.ts";
import type { Group, Recording } from "./group.ts";

export interface RuleFileOptions {
  /** Further annotations of an alert: `runbook_url`, `dashboard_url`. */
  readonly annotations?: (alert: Alert) => Readonly<Record<string, string>>;
}

/**
 * File names to rule files, one a group. A name carries the hash of its content: a changed file is a new file, so a
 * reload never reads half a change.
 */
export const ruleFiles = (groups: readonly Group[], options: RuleFileOptions = {}): ReadonlyMap<string, string> =>
  new Map(
    groups.map((group) => {
      const text = ruleFile(group, options);
      return [`${group.name}-${hash(text)}.yml`, text];
    }),
  );

/** A group as Prometheus' rule file. Source: prometheus.io/docs/prometheus/latest/configuration/alerting_rules */
export const ruleFile = (group: Group, options: RuleFileOptions = {}): string =>
  stringify({ groups: [{ name: group.name, rules: rulesOf(group, options) }] }, { lineWidth: 0 });

/** The rules of a group, recordings first, as an entry of `groups` has them. */
export const rulesOf = (
  { recordings, alerts }: Group,
  { annotations = () => ({}) }: RuleFileOptions = {},
): readonly WrittenRule[] => [
  ...recordings.map(recordingRule),
  ...alerts.map((alert) => rule(alert, annotations(alert))),
];

export type WrittenRule = ReturnType<typeof recordingRule> | ReturnType<typeof rule>;

const recordingRule = ({ record, of }: Recording) => ({ record, expr: of.promql });

/** An alert as one rule of a rule file. */
export const rule = (alert: Alert, annotations: Readonly<Record<string, string>> = {}) => ({
  alert: alert.name,
  expr: alert.condition.promql,
  ...(alert.for && { for: duration(alert.for) }),
  labels: labelsOf(alert),
  annotations: { ...alert.texts(factsOf(alert)), ...annotations },
});

/** The labels that every instance of an alert has, whatever series it fires for. */
export const labelsOf = ({ severity, owner, labels }: Alert): Readonly<Record<string, string>> => ({
  ...labels,
  severity,
  owner,
});

const hash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);
