import type { AnyMetric, LabelDomain } from "./definitions.ts";

/** Beside its buckets a classic histogram has the bucket +Inf, `_sum` and `_count`. */
const HISTOGRAM_EXTRAS = 3;

/**
 * The series that one target exposes of a metric at most: every combination of label values, times the series of a
 * histogram. Infinity when there is no telling.
 */
export const seriesOf = (metric: AnyMetric, known: ValueCounts = {}): number =>
  product(metric, (domain, label) => valuesOf(domain, known[label]));

/** How many values open labels have, by name, where it is known; beyond a label's cap too. */
export type ValueCounts = Readonly<Record<string, number>>;

/** The series that one target usually exposes; with as many values of open labels as are known. */
export const usualSeriesOf = (metric: AnyMetric, known: ValueCounts = {}): number =>
  product(metric, (domain, label) => usualValuesOf(domain, known[label]));

/** Values of a label at most, were its cap raised to what is known. Beyond its cap an open label has one more, the recorder's `other`. */
export const valuesOf = (domain: LabelDomain, known = 0): number =>
  "upTo" in domain ? Math.max(domain.upTo, known) + 1 : domain.length;

export const usualValuesOf = (domain: LabelDomain, known?: number): number =>
  "upTo" in domain ? (known ?? domain.usually ?? domain.upTo) : domain.length;

function product(metric: AnyMetric, values: (domain: LabelDomain, label: string) => number): number {
  const sets = Object.entries(metric.domains).reduce((count, [label, domain]) => count * values(domain, label), 1);
  return metric.type === "histogram" ? sets * (metric.buckets.length + HISTOGRAM_EXTRAS) : sets;
}
