import type { Gauge, Labels } from "../metrics/definitions.ts";
import { duration } from "../metrics/duration.ts";
import type { BaseUnit, Duration } from "../metrics/units.ts";
import { range, type Window } from "./duration.ts";
import { labelsOf, selector } from "./selectors.ts";
import { BINDING, by, type Scraped, type Vector, vector } from "./vector.ts";

/** A gauge as it stands now. */
export const value = <L extends Labels, U extends BaseUnit>(gauge: Gauge<L, U>): Vector<Scraped<L>, U> =>
  vector(selector(gauge), gauge.unit, labelsOf(gauge));

const overTime =
  (aggregation: string) =>
  <L extends Labels, U extends BaseUnit>(gauge: Gauge<L, U>, over: Window): Vector<Scraped<L>, U> =>
    vector(`${aggregation}_over_time(${selector(gauge)}[${range(over)}])`, gauge.unit, labelsOf(gauge));
/** The smallest value a gauge had in the window. */
export const lowest = overTime("min");
/** The largest value a gauge had in the window. */
export const highest = overTime("max");
/** The mean of a gauge's samples in the window; of a state, the share of them in which it held. */
export const mean = overTime("avg");

/** True where a gauge had any sample in the window. */
export const present = <L extends Labels>(gauge: Gauge<L>, over: Window): Vector<Scraped<L>, "boolean"> =>
  vector(`present_over_time(${selector(gauge)}[${range(over)}])`, "boolean", labelsOf(gauge));

/** How often a gauge took another value in the window; of a start time: restarts. */
export const changes = <L extends Labels>(gauge: Gauge<L>, over: Window): Vector<Scraped<L>, "items"> =>
  vector(`changes(${selector(gauge)}[${range(over)}])`, "items", labelsOf(gauge));

/** How many series a gauge had in the window, one after the other or at once; of a process' identity: its starts. */
export const seen = <L extends Labels, const B extends Scraped<L>>(
  gauge: Gauge<L>,
  o: { readonly by: readonly B[]; readonly over: Window },
): Vector<B, "items"> => vector(`count${by(o.by)}(${present(gauge, o.over).promql})`, "items", o.by);

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

/** Time left until the moment that a gauge tells; negative once it has passed. */
export const until = <L extends Labels>(gauge: Gauge<L, "timestamp">): Vector<Scraped<L>, "seconds"> =>
  vector(`${selector(gauge)} - time()`, "seconds", labelsOf(gauge), BINDING.sum);
