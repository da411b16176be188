import { duration } from "../metrics/duration.ts";
import type { Duration, Quantity, Unit } from "../metrics/units.ts";
import { BINDING, operand, rightOperand, type SameLabels, type Vector, vector } from "./vector.ts";

/** The distance from zero. */
export const absolute = <L extends string, U extends Unit>(e: Vector<L, U>): Vector<L, U> =>
  vector(`abs(${e.promql})`, e.unit, e.labels);

/** The value, or `least` where it is lower. */
export const atLeast = <L extends string, U extends Unit>(e: Vector<L, U>, least: Quantity<NoInfer<U>>): Vector<L, U> =>
  vector(`clamp_min(${e.promql}, ${least.promql})`, e.unit, e.labels);

/**
 * The values of the past added up, one each `every`: of rates that each look back so far, as many times as they fit in
 * `over` what the rate over all of it is. Where there was no value there is none to add, so a beginning counts as 0.
 */
export const added = <L extends string, U extends Unit>(
  e: Vector<L, U>,
  o: { readonly over: Duration; readonly every: Duration },
): Vector<L, U> =>
  vector(`sum_over_time(${operand(e, BINDING.atom)}[${duration(o.over)}:${duration(o.every)}])`, e.unit, e.labels);

/** The same series under a further label, which has the value of one they have, or always the same. */
export const labelled = <L extends string, U extends Unit, const N extends string>(
  e: Vector<L, U>,
  o: { readonly as: N } & ({ readonly from: L } | { readonly value: string }),
): Vector<L | N, U> => {
  const told = "from" in o ? `"$1", "${o.from}", "(.*)"` : `"${o.value}", "", ""`;
  return vector(`label_replace(${e.promql}, "${o.as}", ${told})`, e.unit, [...new Set([...e.labels, o.as])]);
};

/** A share: both sides of one unit and with the same labels. Divisions by zero give no alert (NaN compares false). */
export const ratio = <L extends string, U extends Unit, R extends L>(
  part: Vector<L, U>,
  whole: Vector<R, NoInfer<U>> & SameLabels<L, R>,
): Vector<L, "ratio"> =>
  vector(
    `${operand(part, BINDING.product)} / ${rightOperand(whole, BINDING.product)}`,
    "ratio",
    part.labels,
    BINDING.product,
  );

/** The one and the other together: both of one unit and with the same labels. */
export const total = <L extends string, U extends Unit, R extends L>(
  one: Vector<L, U>,
  other: Vector<R, NoInfer<U>> & SameLabels<L, R>,
): Vector<L, U> =>
  vector(`${operand(one, BINDING.sum)} + ${rightOperand(other, BINDING.sum)}`, one.unit, one.labels, BINDING.sum);

/** A share of another share, 1 where both are the same: of errors, how much of the errors that are allowed. */
export const shareOf = <L extends string>(e: Vector<L, "ratio">, whole: Quantity<"ratio">): Vector<L, "ratio"> =>
  vector(`${operand(e, BINDING.product)} / ${whole.value}`, "ratio", e.labels, BINDING.product);

/** What is left of the whole; below 0 where it was more than all. */
export const remaining = <L extends string>(e: Vector<L, "ratio">): Vector<L, "ratio"> =>
  vector(`1 - ${rightOperand(e, BINDING.sum)}`, "ratio", e.labels, BINDING.sum);

/** The value, or 0 where only the other side has samples: of what is counted from its first time on. */
export const orZero = <L extends string, U extends Unit, R extends L>(
  e: Vector<L, U>,
  other: Vector<R, Unit> & SameLabels<L, R>,
): Vector<L, U> =>
  vector(`${operand(e, BINDING.or)} or 0 * ${rightOperand(other, BINDING.product)}`, e.unit, e.labels, BINDING.or);

/** The series of all together, which differ in the value of a label at least. */
export const union = <L extends string, U extends Unit>(
  first: Vector<L, U>,
  ...others: readonly Vector<NoInfer<L>, NoInfer<U>>[]
): Vector<L, U> => {
  const texts = [first, ...others].map((e) => operand(e, BINDING.or));
  return vector(texts.join(" or "), first.unit, first.labels, others.length > 0 ? BINDING.or : first.binding);
};

/** How much the one is above the other: both of one unit and with the same labels. */
export const difference = <L extends string, U extends Unit, R extends L>(
  whole: Vector<L, U>,
  part: Vector<R, NoInfer<U>> & SameLabels<L, R>,
): Vector<L, U> =>
  vector(`${operand(whole, BINDING.sum)} - ${rightOperand(part, BINDING.sum)}`, whole.unit, whole.labels, BINDING.sum);
