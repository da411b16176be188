import type { Gauge, Labels, Metric } from "../metrics/definitions.ts";
import type { BaseUnit, Quantity, Unit } from "../metrics/units.ts";
import { type Matchers, selector, where } from "./selectors.ts";
import { BINDING, type Binding, type Condition, operand, type Vector, vector } from "./vector.ts";

const aggregate =
  (operator: string) =>
  <L extends string, U extends Unit, const B extends L>(
    e: Vector<L, U>,
    o: { readonly by: readonly B[] },
  ): Vector<B, U> =>
    vector(
      o.by.length > 0 ? `${operator} by (${o.by.join(", ")}) (${e.promql})` : `${operator}(${e.promql})`,
      e.unit,
      o.by,
    );
export const sum = aggregate("sum");
export const max = aggregate("max");

/** The distance from zero. */
export const absolute = <L extends string, U extends Unit>(e: Vector<L, U>): Vector<L, U> =>
  vector(`abs(${e.promql})`, e.unit, e.labels);

/** The same series under a further label, which has the value of one they have. */
export const labelled = <L extends string, U extends Unit, const N extends string>(
  e: Vector<L, U>,
  o: { readonly as: N; readonly from: L },
): Vector<L | N, U> =>
  vector(`label_replace(${e.promql}, "${o.as}", "$1", "${o.from}", "(.*)")`, e.unit, [...new Set([...e.labels, o.as])]);

export interface LabelsDiffer<Only extends string> {
  readonly "aggregate both sides by the same labels; only one side has": Only;
}
type SameLabels<L extends string, R extends string> = [L] extends [R] ? unknown : LabelsDiffer<Exclude<L, R>>;

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

/** How much the one is above the other: both of one unit and with the same labels. */
export const difference = <L extends string, U extends Unit, R extends L>(
  whole: Vector<L, U>,
  part: Vector<R, NoInfer<U>> & SameLabels<L, R>,
): Vector<L, U> =>
  vector(`${operand(whole, BINDING.sum)} - ${rightOperand(part, BINDING.sum)}`, whole.unit, whole.labels, BINDING.sum);

// Division and subtraction associate to the left, so an equal binding on the right needs parentheses.
const rightOperand = (e: Vector<string, Unit>, outer: Binding): string =>
  e.binding <= outer ? `(${e.promql})` : e.promql;

const compare =
  (operator: string) =>
  <L extends string, U extends Unit>(e: Vector<L, U>, threshold: Quantity<NoInfer<U>>): Condition<L, U> => ({
    ...vector(`${operand(e, BINDING.sum)} ${operator} ${threshold.promql}`, e.unit, e.labels, BINDING.comparison),
    threshold,
  });
export const above = compare(">");
export const below = compare("<");
export const is = compare("==");

/** The condition, where the other side has samples too. `on` names the labels that both sides share. */
export const and = <L extends string, U extends Unit, R extends string, const O extends L & R>(
  condition: Condition<L, U>,
  other: Vector<R, Unit>,
  o: { readonly on: readonly O[] },
): Condition<L, U> => matching("and", condition, other, o.on);

/** The condition, except where the other side has samples. */
export const unless = <L extends string, U extends Unit, R extends string, const O extends L & R>(
  condition: Condition<L, U>,
  other: Vector<R, Unit>,
  o: { readonly on: readonly O[] },
): Condition<L, U> => matching("unless", condition, other, o.on);

const matching = <L extends string, U extends Unit>(
  operator: string,
  condition: Condition<L, U>,
  other: Vector<string, Unit>,
  on: readonly string[],
): Condition<L, U> => ({
  ...condition,
  promql: `${operand(condition, BINDING.and)} ${operator} on (${on.join(", ")}) ${rightOperand(other, BINDING.and)}`,
  binding: BINDING.and,
});

/** True when no such series exists at all; it carries exactly the labels that are matched by `=`. */
export const absent = <L extends Labels, U extends BaseUnit, const M extends Matchers<L>>(
  metric: Gauge<L, U>,
  match: M,
): Condition<keyof M & string, "boolean"> => ({
  ...vector(
    `absent(${selector(where(metric as Metric<Labels, BaseUnit>, match as Matchers<Labels>))})`,
    "boolean",
    Object.keys(match) as (keyof M & string)[],
  ),
  threshold: { unit: "boolean", value: 1, promql: "1", text: "absent" },
});

/** A condition that always holds: for the alert whose silence means that alerting itself is dead. */
export const always: Condition<never, "boolean"> = {
  ...vector("vector(1)", "boolean", []),
  threshold: { unit: "boolean", value: 1, promql: "1", text: "always" },
};
