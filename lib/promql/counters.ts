import type { Counter, Labels } from "../metrics/definitions.ts";
import type { BaseUnit, PerSecond } from "../metrics/units.ts";
import { range, type Window } from "./duration.ts";
import { labelsOf, selector } from "./selectors.ts";
import { type Scraped, type Vector, vector } from "./vector.ts";

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

export const perSecondOf = <U extends BaseUnit>(unit: U): PerSecond<U> =>
  (unit === "seconds" ? "ratio" : `${unit}/s`) as PerSecond<U>;
