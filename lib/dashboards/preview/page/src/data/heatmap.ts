import { numberOf } from "./prometheus.ts";
import type { Series } from "./series.ts";

/** How many observations fell between two bounds, at each time. */
export interface Bucket {
  /** -Infinity below the first bound of the histogram. */
  readonly lower: number;
  /** Infinity above its last. */
  readonly upper: number;
  readonly counts: readonly (number | null)[];
}

/**
 * Prometheus counts in each bucket what is in the smaller ones too: here each has its own only, by ascending bound.
 * Below zero, which scrapes in mid-update give, is zero. Series without `le` are left out.
 */
export function bucketsOf(series: readonly Series[]): readonly Bucket[] {
  const bounded = series
    .filter(({ labels }) => labels["le"] !== undefined)
    .map(({ labels, values }) => ({ upper: numberOf(labels["le"] ?? ""), values }))
    .sort((a, b) => a.upper - b.upper);
  return bounded.map(({ upper, values }, index) => {
    const below = bounded[index - 1];
    return {
      lower: below?.upper ?? Number.NEGATIVE_INFINITY,
      upper,
      counts: values.map((value, at) => (value === null ? null : Math.max(0, value - (below?.values[at] ?? 0)))),
    };
  });
}
