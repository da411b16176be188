import type { AnyMetric } from "../definitions.ts";

/**
 * Something that every metric of ours keeps to, as one value: what it asks, why, and metrics that break it and keep it.
 * Other people's metrics are named by other people, so it is never asked of them.
 */
export interface Convention {
  /** `name/total`: stable. */
  readonly id: string;
  readonly summary: string;
  readonly why: string;
  /** Catalogues in which something is wrong with the last metric. */
  readonly bad: readonly (readonly AnyMetric[])[];
  /** Catalogues in which nothing is. */
  readonly good: readonly (readonly AnyMetric[])[];
  /** What is wrong with a metric of the catalogue `all` and what to do, each as the rest of a sentence on it. */
  readonly run: (metric: AnyMetric, all: readonly AnyMetric[]) => readonly string[];
}

/** Something found: `at` is file and line of the definition. */
export interface Breach {
  readonly convention: string;
  readonly metric: string;
  readonly at: string;
  readonly message: string;
}
