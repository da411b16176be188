import type { Counter, Gauge, Histogram, Labels } from "../metrics/definitions.ts";
import { duration } from "../metrics/duration.ts";
import type { BaseUnit, Duration, PerSecond, Quantity } from "../metrics/units.ts";
import { range, type Window } from "./duration.ts";
import { labelsOf, selector } from "./selectors.ts";
import { BINDING, type TargetLabel, type Vector, vector } from "./vector.ts";

type Scraped<L extends Labels> = (keyof L & string) | TargetLabel;

/** A gauge as it stands now. */
export const value = <L extends Labels, U extends BaseUnit>(gauge: Gauge<L, U>): Vector<Scraped<L>, U> =>
  vector(selector(gauge), gauge.unit, labelsOf(gauge));

/** Per second, averaged over the window. CPU seconds per second are a ratio of one core. */
export const rate = <L extends Labels, U extends BaseUnit>(
  counter: Counter<L, U>,
  over: Window,
): Vector<Scraped<L>, PerSecond<U>> =>
  vector(`rate(${selector(counter)}[${range(over)}])`, perSecondOf(counter.unit), labelsOf(counter));

/** How much a counter grew in the window. */
export const increase = <L extends Labels, U extends BaseUnit>(
  counter: Counter<L, U>,
  over: Window,
): Vector<Scraped<L>, U> => vector(`increase(${selector(counter)}[${range(over)}])`, counter.unit, labelsOf(counter));

/** How often a gauge took another value in the window; of a start time: restarts. */
export const changes = <L extends Labels>(gauge: Gauge<L>, over: Window): Vector<Scraped<L>, "items"> =>
  vector(`changes(${selector(gauge)}[${range(over)}])`, "items", labelsOf(gauge));

/** How many series a gauge had in the window, one after the other or at once; of a process' identity: its starts. */
export const seen = <L extends Labels, const B extends Scraped<L>>(
  gauge: Gauge<L>,
  o: { readonly by: readonly B[]; readonly over: Window },
): Vector<B, "items"> =>
  vector(`count ${by(o.by)}(present_over_time(${selector(gauge)}[${range(o.over)}]))`, "items", o.by);

/** The smallest value a gauge had in the window. */
export const lowest = <L extends Labels, U extends BaseUnit>(gauge: Gauge<L, U>, over: Window): Vector<Scraped<L>, U> =>
  vector(`min_over_time(${selector(gauge)}[${range(over)}])`, gauge.unit, labelsOf(gauge));

/** The largest value a gauge had in the window. */
export const highest = <L extends Labels, U extends BaseUnit>(
  gauge: Gauge<L, U>,
  over: Window,
): Vector<Scraped<L>, U> => vector(`max_over_time(${selector(gauge)}[${range(over)}])`, gauge.unit, labelsOf(gauge));

/** Where a gauge will be after `ahead` if the line through the window goes on. */
export const predicted = <L extends Labels, U extends BaseUnit>(
  gauge: Gauge<L, U>,
  given: { readonly from: Window; readonly ahead: Duration },
): Vector<Scraped<L>, U> =>
  vector(
    `predict_linear(${selector(gauge)}[${range(given.from)}], ${duration(given.ahead)})`,
    gauge.unit,
    labelsOf(gauge),
  );

/** Time since the moment that a gauge tells. */
export const age = <L extends Labels>(gauge: Gauge<L, "timestamp">): Vector<Scraped<L>, "seconds"> =>
  vector(`time() - ${selector(gauge)}`, "seconds", labelsOf(gauge), BINDING.sum);

/** Observations per second of a histogram: the traffic behind a quantile. */
export const observations = <L extends Labels, U extends BaseUnit>(
  histogram: Histogram<L, U>,
  over: Window,
): Vector<Scraped<L>, "items/s"> =>
  vector(`rate(${selector(histogram, "_count")}[${range(over)}])`, "items/s", labelsOf(histogram));

/** What a histogram observed per second, all together: of seconds, the share of time that they took. */
export const observed = <L extends Labels, U extends BaseUnit>(
  histogram: Histogram<L, U>,
  over: Window,
): Vector<Scraped<L>, PerSecond<U>> =>
  vector(`rate(${selector(histogram, "_sum")}[${range(over)}])`, perSecondOf(histogram.unit), labelsOf(histogram));

const perSecondOf = <U extends BaseUnit>(unit: U): PerSecond<U> =>
  (unit === "seconds" ? "ratio" : `${unit}/s`) as PerSecond<U>;

const by = (labels: readonly string[]): string => (labels.length > 0 ? `by (${labels.join(", ")}) ` : "");

/** A quantile of a classic histogram: `le` cannot be lost, the base name cannot be queried. `q` is within 0..1. */
export const quantile = <L extends Labels, U extends BaseUnit, const B extends Scraped<L>>(
  q: number,
  histogram: Histogram<L, U>,
  o: { readonly by: readonly B[]; readonly over: Window },
): Vector<B, U> =>
  vector(
    `histogram_quantile(${q}, sum ${by([...o.by, "le"])}(rate(${selector(histogram, "_bucket")}[${range(o.over)}])))`,
    histogram.unit,
    o.by,
  );

/**
 * How many observations of the window lay above a bucket's bound. The difference of two counters is a counter of its
 * own, and only then is its increase exact: two increases are extrapolated differently, so their difference can be
 * above zero although nothing was slow. The bound is matched as clients print it and as Prometheus 3 stores it (`60`
 * and `60.0`). Fails when the bound is none of the histogram's buckets.
 */
export function slowerThan<L extends Labels, U extends BaseUnit, const B extends Scraped<L>>(
  bound: Quantity<U>,
  histogram: Histogram<L, U>,
  o: { readonly by: readonly B[]; readonly over: Window },
): Vector<B, "items"> {
  if (!histogram.buckets.some((bucket) => bucket.value === bound.value))
    throw new RangeError(`${bound.text} is no bucket of ${histogram.name}`);
  const within = selector(histogram, "_bucket", [le(bound.value)]);
  const slow = `${selector(histogram, "_count")} - ignoring (le) ${within}`;
  return vector(`sum ${by(o.by)}(increase((${slow})[${range(o.over)}:]))`, "items", o.by);
}

const le = (bound: number): string =>
  Number.isInteger(bound) ? `le=~${JSON.stringify(`${bound}|${bound}\\.0`)}` : `le="${bound}"`;
