import type { HistogramSeries } from "../lib/metrics/series.ts";

export interface Bucket {
  /** Inclusive; +Inf for the last. */
  readonly upperBound: number;
  /** Observations at or below it. */
  readonly count: number;
}

/**
 * The quantile `q` (0 to 1) as PromQL's `histogram_quantile` tells it from the buckets of one classic histogram, in
 * ascending order and with +Inf last: the observations of a bucket are taken to lie evenly between its bounds, the
 * lowest bucket begins at 0, and what lies beyond the last bound is that bound. NaN without observations.
 * Source: `BucketQuantile` of prometheus/prometheus, promql/quantile.go.
 */
export function histogramQuantile(q: number, buckets: readonly Bucket[]): number {
  const total = buckets.at(-1)?.count ?? 0;
  if (buckets.length < 2 || total === 0) return Number.NaN;
  const rank = q * total;
  const index = buckets.findIndex(({ count }) => count >= rank);
  const bounds = buckets.map(({ upperBound }) => upperBound);
  if (index < 0 || index === buckets.length - 1) return bounds.at(-2) as number;
  const [start, below] = index === 0 ? [0, 0] : [bounds[index - 1] as number, countAt(buckets, index - 1)];
  return start + ((bounds[index] as number) - start) * ((rank - below) / (countAt(buckets, index) - below));
}

/** The buckets of a histogram as it is exposed. */
export const bucketsOf = (series: HistogramSeries): readonly Bucket[] =>
  series.samples().flatMap(([text, count]) => {
    const bound = /\ble="([^"]+)"/.exec(text)?.[1];
    return bound === undefined
      ? []
      : [{ upperBound: bound === "+Inf" ? Number.POSITIVE_INFINITY : Number(bound), count }];
  });

/** What was observed between two scrapes, as `increase` tells it when the scrapes are the ends of its window. */
export const between = (before: readonly Bucket[], after: readonly Bucket[]): readonly Bucket[] =>
  after.map(({ upperBound, count }, index) => ({ upperBound, count: count - countAt(before, index) }));

const countAt = (buckets: readonly Bucket[], index: number): number => buckets[index]?.count ?? 0;
