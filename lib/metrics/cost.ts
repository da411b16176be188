import type { AnyMetric, LabelDomain } from "./definitions.ts";

/** Beside its buckets a classic histogram has the bucket +Inf, `_sum` and `_count`. */
const HISTOGRAM_EXTRAS = 3;

/**
 * The series that one target exposes of a metric at most: every combination of label values, times the series of a
 * histogram. Infinity when there is no telling.
 */
export function seriesOf(metric: AnyMetric): number {
  const sets = Object.values(metric.domains).reduce((product, domain) => product * valuesOf(domain), 1);
  return metric.type === "histogram" ? sets * (metric.buckets.length + HISTOGRAM_EXTRAS) : sets;
}

/** Values of a label at most. Beyond its cap an open label has one more, the recorder's `other`. */
export const valuesOf = (domain: LabelDomain): number => ("upTo" in domain ? domain.upTo + 1 : domain.length);
