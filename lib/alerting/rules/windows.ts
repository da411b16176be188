/**
 * Shares over long windows, added up from what is recorded over short ones: days of histograms would be read at each
 * evaluation. A window so made begins and ends up to one step of its sum beside its true bounds.
 */
import { type Duration, days, hours, minutes, type Quantity, type Unit } from "../../metrics/units.ts";
import { added, atLeast, ratio, type Vector } from "../../promql/index.ts";
import { type Recorded, record } from "./record.ts";

/** The shortest window, which is recorded of the metrics themselves. */
export const SHORTEST = minutes(5);
const HALF_HOUR = minutes(30);

/** What happens, recorded looking back for the shortest window, and for half an hour as the sum of those. */
export interface Recent<U extends Unit> {
  readonly shortest: Recorded<"job", U>;
  readonly halfHour: Recorded<"job", U>;
}
/** Everything that happens, what of it goes wrong, and what less in total counts as. */
export interface Traffic<U extends Unit> {
  readonly total: Recent<U>;
  readonly bad: Recent<U>;
  readonly minimum: Quantity<U>;
}

/** `name` is part of the names of the recordings, lower case with underscores. */
export function recent<U extends Unit>(name: string, of: (over: Duration) => Vector<"job", U>): Recent<U> {
  const shortest = record(`job:${name}:recent`, of(SHORTEST));
  const halfHour = record(`job:${name}:recent_sum`, added(shortest, { over: HALF_HOUR, every: SHORTEST }));
  return { shortest, halfHour };
}

/** How a window is added up: steps of a minute up to an hour, of five up to a day, of thirty from then on. */
const stepOf = (over: Duration) => {
  if (over.value >= days(1).value) return { of: "halfHour", every: HALF_HOUR } as const;
  return { of: "shortest", every: over.value > hours(1).value ? SHORTEST : minutes(1) } as const;
};

/**
 * The share that went wrong over a window. A time without values counts as one without events: what was not seen is no
 * failure.
 */
export function errorRatio<U extends Unit>(
  { total, bad, minimum }: Traffic<U>,
  over: Duration,
): Vector<"job", "ratio"> {
  if (over.value === SHORTEST.value) return ratio(bad.shortest, atLeast(total.shortest, minimum));
  const { of, every } = stepOf(over);
  // Each half hour is a sum of its own.
  const values = (over.value / every.value) * (of === "halfHour" ? every.value / SHORTEST.value : 1);
  const all = atLeast(added(total[of], { over, every }), times(values, minimum));
  return ratio(added(bad[of], { over, every }), all);
}

/** So many times the quantity; the text of PromQL keeps both factors. */
export const times = <U extends Unit>(factor: number, { unit, value, promql, text }: Quantity<U>): Quantity<U> => ({
  unit,
  value: factor * value,
  promql: `${factor} * ${promql}`,
  text: `${factor} times ${text}`,
});
