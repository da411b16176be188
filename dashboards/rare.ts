import type { Histogram, Labels } from "../lib/metrics/definitions.ts";
import { type BaseUnit, items } from "../lib/metrics/units.ts";
import { above, and, counted, quantile, rateInterval, sum, type Vector } from "../lib/promql/index.ts";

/** A quantile of what happens now and then, by one label. Where nothing happened nothing is drawn: Prometheus says NaN. */
export const rareQuantile = <L extends Labels, U extends BaseUnit, const B extends keyof L & string>(
  q: number,
  histogram: Histogram<L, U>,
  by: readonly B[],
): Vector<B, U> => {
  const happened = above(sum(counted(histogram, rateInterval), { by }), items(0));
  return and(quantile(q, histogram, { by, over: rateInterval }), happened, { on: by });
};
