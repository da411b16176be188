import type { AnyMetric } from "../definitions.ts";
import { conventionsBroken } from "../errors.ts";
import { originOf } from "../origin.ts";
import { ascending } from "./buckets.ts";
import { budget } from "./budget.ts";
import type { Breach, Convention } from "./convention.ts";
import { sentence } from "./help.ts";
import { labelCharacters, labelValues, reservedLabel } from "./labels.ts";
import { characters, duplicate, suffix, total, unit } from "./names.ts";

export const CONVENTIONS: readonly Convention[] = [
  characters,
  total,
  unit,
  suffix,
  duplicate,
  labelCharacters,
  reservedLabel,
  labelValues,
  sentence,
  ascending,
  budget,
];

/** Whatever is wrong with these metrics of ours, in their order. */
export const breachesIn = (metrics: readonly AnyMetric[]): readonly Breach[] =>
  metrics.flatMap((metric) =>
    CONVENTIONS.flatMap(({ id, run }) =>
      run(metric, metrics).map((message) => ({
        convention: id,
        metric: metric.name,
        at: originOf(metric) ?? "(not a definition)",
        message,
      })),
    ),
  );

/** The metrics themselves. Throws METRICS_CONVENTIONS_BROKEN, with file and line of every breach. */
export function approved<M extends AnyMetric>(metrics: readonly M[]): readonly M[] {
  const breaches = breachesIn(metrics);
  if (breaches.length > 0) throw conventionsBroken(breaches);
  return metrics;
}
