import type { AnyMetric, LabelDomain } from "./definitions.ts";

/** Beside its buckets a classic histogram has the bucket +Inf, `_sum` and `_count`. */
const HISTOGRAM_EXTRAS = 3;

/**
 * The series that one target exposes of a metric at most: every combination of label values, times the series of a
 * histogram. Infinity when there is no telling.
 */
export const seriesOf = (metric: AnyMetric): number => product(metric, valuesOf);

/** The series that one target usually exposes. */
export const usualSeriesOf = (metric: AnyMetric): number => product(metric, usualValuesOf);

/** Values of a label at most. Beyond its cap an open label has one more, the recorder's `other`. */
export const valuesOf = (domain: LabelDomain): number => ("upTo" in domain ? domain.upTo + 1 : domain.length);

export const usualValuesOf = (domain: LabelDomain): number =>
  "upTo" in domain ? (domain.usually ?? domain.upTo) : domain.length;

function product(metric: AnyMetric, values: (domain: LabelDomain) => number): number {
  const sets = Object.values(metric.domains).reduce((count, domain) => count * values(domain), 1);
  return metric.type === "histogram" ? sets * (metric.buckets.length + HISTOGRAM_EXTRAS) : sets;
}
