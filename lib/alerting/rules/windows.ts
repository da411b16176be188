/** Shares over long windows, made of what is recorded over short ones: days of histograms would be read at each evaluation. */
import { type Duration, hours, minutes, type Quantity, type Unit } from "../../metrics/units.ts";
import { added, atLeast, ratio, type Vector } from "../../promql/index.ts";

/** What happened and went wrong, looking back for `window` at each time. */
export interface Recent<U extends Unit> {
  readonly window: Duration;
  readonly total: Vector<"job", U>;
  readonly bad: Vector<"job", U>;
  /** Less in total counts as this much. */
  readonly minimum: Quantity<U>;
}

/** From here on a window begins and ends within 5 min of its true bounds, below within 1 min. */
const COARSE = hours(6);

/**
 * The share that went wrong over a window. It is approximate at the window's two ends, by the step of its sum; a time
 * without values counts as one without events, so a beginning is no failure.
 */
export function errorRatio<U extends Unit>(recent: Recent<U>, over: Duration): Vector<"job", "ratio"> {
  const { window, total, bad, minimum } = recent;
  if (over.value === window.value) return ratio(bad, atLeast(total, minimum));
  const every = over.value > COARSE.value ? window : minutes(1);
  const steps = over.value / every.value;
  return ratio(added(bad, { over, every }), atLeast(added(total, { over, every }), times(steps, minimum)));
}

/** So many times the quantity; the text of PromQL keeps both factors. */
export const times = <U extends Unit>(factor: number, { unit, value, promql, text }: Quantity<U>): Quantity<U> => ({
  unit,
  value: factor * value,
  promql: `${factor} * ${promql}`,
  text: `${factor} times ${text}`,
});
