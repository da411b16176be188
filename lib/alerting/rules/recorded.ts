import type { KnownMetric } from "../../promql/checker/index.ts";
import type { Recording } from "./group.ts";

/** What the checker knows of the series that recording rules write: one metric a name, whatever rules share it. */
export function recordedMetrics(recordings: readonly Recording[]): readonly KnownMetric[] {
  const names = [...new Set(recordings.map(({ record }) => record))];
  return names.map((name) => {
    const rules = recordings.filter(({ record }) => record === name);
    const labels = new Set(rules.flatMap((rule) => rule.labels));
    return {
      ...{ name, type: "gauge", unit: rules[0]?.unit, buckets: undefined, jobs: undefined },
      labels: Object.fromEntries([...labels].map((label) => [label, valuesOf(label, rules)])),
    };
  });
}

/** The values that rules add; undefined where the label comes from what they read. */
function valuesOf(label: string, rules: readonly Recording[]): readonly string[] | undefined {
  const values = rules.map(({ adds }) => adds[label]).filter((value) => value !== undefined);
  return values.length === rules.length ? [...new Set(values)] : undefined;
}
