/**
 * Shares over long windows, added up from what is recorded over short ones: days of histograms would be read at each
 * evaluation. A window so made begins and ends up to one step of its sum beside its true bounds.
 */
import { type Duration, minutes, type Quantity, type Unit } from "../../metrics/units.ts";
import { added, atLeast, ratio, type Vector } from "../../promql/index.ts";
import type { Recorded } from "./record.ts";

/** The windows that are recorded of the metrics themselves: the alerts that page add up the one, the others the other. */
export const RECORDED = { recent: minutes(5), half_hour: minutes(30) } as const;

export type Recent<U extends Unit> = { readonly [W in keyof typeof RECORDED]: Recorded<"job", U> };

/** Everything that happens, what of it goes wrong, and what less in total counts as. */
export interface Traffic<U extends Unit> {
  readonly total: Recent<U>;
  readonly bad: Recent<U>;
  readonly minimum: (over: Duration) => Quantity<U>;
}

/** A window, and how far apart the recorded values are that are added up to it. */
interface Sum {
  readonly over: Duration;
  readonly every: Duration;
}

/**
 * The share that went wrong over a window. A time without values counts as one without events: what was not seen is no
 * failure.
 */
export function errorRatio<U extends Unit>({ total, bad, minimum }: Traffic<U>, sum: Sum): Vector<"job", "ratio"> {
  if (sum.over.value === RECORDED.recent.value) return ratio(bad.recent, atLeast(total.recent, minimum(sum.over)));
  const part = sum.every.value === RECORDED.half_hour.value ? "half_hour" : "recent";
  const least = times(sum.over.value / sum.every.value, minimum(RECORDED[part]));
  return ratio(added(bad[part], sum), atLeast(added(total[part], sum), least));
}

/** So many times the quantity; the text of PromQL keeps both factors. */
export const times = <U extends Unit>(factor: number, { unit, value, promql, text }: Quantity<U>): Quantity<U> => ({
  unit,
  value: factor * value,
  promql: `${factor} * ${promql}`,
  text: `${factor} times ${text}`,
});
