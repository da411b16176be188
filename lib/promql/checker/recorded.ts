import { parse } from "../parse/parse.ts";
import type { Catalogue, KnownMetric } from "./catalogue.ts";
import { check } from "./checker.ts";
import { infer } from "./infer.ts";

/** A recording rule as a rule file has it. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  /** Labels that the rule adds. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** The catalogue with the series that recording rules write; each rule may read those before it. */
export function withRecordings(catalogue: Catalogue, rules: readonly RecordingRule[]): Catalogue {
  const metrics = new Map(catalogue.metrics);
  const opaque = new Set(catalogue.opaque);
  const extended: Catalogue = { ...catalogue, metrics, opaque };
  for (const rule of rules) {
    const known = recorded(rule, extended, metrics.get(rule.record));
    if (known) metrics.set(rule.record, known);
    else opaque.add(rule.record);
  }
  return extended;
}

/** Undefined when its labels cannot be known. Rules of one name write into the same metric. */
function recorded(rule: RecordingRule, catalogue: Catalogue, before?: KnownMetric): KnownMetric | undefined {
  const { labels, unit } = check(rule.expr, { catalogue, context: "rule" });
  if (labels === undefined) return undefined;
  const names = [...labels, ...Object.keys(rule.labels ?? {}), ...Object.keys(before?.labels ?? {})];
  const { fixed } = infer(catalogue)(parse(rule.expr).expression);
  return {
    ...{ name: rule.record, type: "gauge", buckets: undefined, jobs: undefined, recorded: true },
    fixed: before === undefined ? labels.filter((label) => fixed.has(label)) : [],
    unit: before === undefined || before.unit === unit ? unit : undefined,
    labels: Object.fromEntries(names.map((name) => [name, undefined])),
  };
}
