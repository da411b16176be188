import type { Histogram, Labels } from "../metrics/definitions.ts";
import type { BaseUnit, PerSecond, Quantity } from "../metrics/units.ts";
import { perSecondOf } from "./counters.ts";
import { range, type Window } from "./duration.ts";
import { labelsOf, selector } from "./selectors.ts";
import { BINDING, by, type Scraped, type Vector, vector } from "./vector.ts";

interface Grouped<B extends string> {
  readonly by: readonly B[];
  readonly over: Window;
}

/** Observations per second of a histogram: the traffic behind a quantile. */
export const observations = <L extends Labels, U extends BaseUnit>(
  histogram: Histogram<L, U>,
  over: Window,
): Vector<Scraped<L>, "items/s"> =>
  vector(`rate(${selector(histogram, "_count")}[${range(over)}])`, "items/s", labelsOf(histogram));

/** How many observations a histogram made in the window. */
export const counted = <L extends Labels, U extends BaseUnit>(
  histogram: Histogram<L, U>,
  over: Window,
): Vector<Scraped<L>, "items"> =>
  vector(`increase(${selector(histogram, "_count")}[${range(over)}])`, "items", labelsOf(histogram));

/** What a histogram observed per second, all together: of seconds, the share of time that they took. */
export const observed = <L extends Labels, U extends BaseUnit>(
  histogram: Histogram<L, U>,
  over: Window,
): Vector<Scraped<L>, PerSecond<U>> =>
  vector(`rate(${selector(histogram, "_sum")}[${range(over)}])`, perSecondOf(histogram.unit), labelsOf(histogram));

/** The mean of what was observed in the window. */
export const meanObservation = <L extends Labels, U extends BaseUnit, const B extends Scraped<L>>(
  histogram: Histogram<L, U>,
  o: Grouped<B>,
): Vector<B, U> => {
  const [all, count] = [observed(histogram, o.over), observations(histogram, o.over)];
  const text = `sum${by(o.by)}(${all.promql}) / sum${by(o.by)}(${count.promql})`;
  return vector(text, histogram.unit, o.by, BINDING.product);
};

/** Observations per second up to each bucket's bound, which is the label `le`: the cells of a heatmap. */
export const buckets = <L extends Labels, U extends BaseUnit, const B extends Scraped<L> = never>(
  histogram: Histogram<L, U>,
  o: { readonly by?: readonly B[]; readonly over: Window },
): Vector<B | "le", "items/s"> => {
  const labels = [...(o.by ?? []), "le" as const];
  return vector(`sum${by(labels)}(rate(${selector(histogram, "_bucket")}[${range(o.over)}]))`, "items/s", labels);
};

/** A quantile of a classic histogram: `le` cannot be lost, the base name cannot be queried. `q` is within 0..1. */
export const quantile = <L extends Labels, U extends BaseUnit, const B extends Scraped<L>>(
  q: number,
  histogram: Histogram<L, U>,
  o: Grouped<B>,
): Vector<B, U> =>
  vector(
    `histogram_quantile(${q}, sum${by([...o.by, "le"])}(rate(${selector(histogram, "_bucket")}[${range(o.over)}])))`,
    histogram.unit,
    o.by,
  );

/** Observations per second within a bucket's bound. Fails when the bound is none of the histogram's buckets. */
export const within = <L extends Labels, U extends BaseUnit>(
  bound: Quantity<NoInfer<U>>,
  histogram: Histogram<L, U>,
  over: Window,
): Vector<Scraped<L>, "items/s"> =>
  vector(`rate(${bucket(bound, histogram)}[${range(over)}])`, "items/s", labelsOf(histogram));

/**
 * How many observations of the window lay above a bucket's bound. The difference of two counters is a counter of its
 * own, and only then is its increase exact: two increases are extrapolated differently, so their difference can be
 * above zero although nothing was slow. Fails when the bound is none of the histogram's buckets.
 */
export const slowerThan = <L extends Labels, U extends BaseUnit, const B extends Scraped<L>>(
  bound: Quantity<NoInfer<U>>,
  histogram: Histogram<L, U>,
  o: Grouped<B>,
): Vector<B, "items"> => {
  // Each count finds its own bucket, so one side's matchers narrow both.
  const slow = `${selector(histogram, "_count")} - ignoring (le) ${bucket(bound, { ...histogram, match: {} })}`;
  return vector(`sum${by(o.by)}(increase((${slow})[${range(o.over)}:]))`, "items", o.by);
};

/** The bound is matched as clients print it and as Prometheus 3 stores it (`60` and `60.0`). */
function bucket<U extends BaseUnit>(bound: Quantity<U>, histogram: Histogram<Labels, U>): string {
  if (!histogram.buckets.some(({ value }) => value === bound.value))
    throw new RangeError(`${bound.text} is no bucket of ${histogram.name}`);
  const { value } = bound;
  const le = Number.isInteger(value) ? `le=~${JSON.stringify(`${value}|${value}\\.0`)}` : `le="${value}"`;
  return selector(histogram, "_bucket", [le]);
}
