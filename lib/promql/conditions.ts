import type { Gauge, Labels, Metric } from "../metrics/definitions.ts";
import type { BaseUnit, Quantity, Unit } from "../metrics/units.ts";
import { range, type Window } from "./duration.ts";
import { type Matchers, selector, where } from "./selectors.ts";
import {
  BINDING,
  type Binding,
  type Condition,
  operand,
  rightOperand,
  type SameLabels,
  type Vector,
  vector,
} from "./vector.ts";

const compare =
  (operator: string) =>
  <L extends string, U extends Unit>(e: Vector<L, U>, threshold: Quantity<NoInfer<U>>): Condition<L, U> => ({
    ...vector(
      `${operand(e, BINDING.comparison)} ${operator} ${threshold.promql}`,
      e.unit,
      e.labels,
      BINDING.comparison,
    ),
    threshold,
  });
export const above = compare(">");
export const below = compare("<");
export const is = compare("==");

/** False where it was true, and true where it was false. */
export const not = <L extends string>(e: Vector<L, "boolean">): Vector<L, "boolean"> =>
  vector(`${operand(e, BINDING.comparison)} == bool 0`, "boolean", e.labels, BINDING.comparison);

/** The samples, where the other side has some too. `on` names the labels that both sides share. */
export const and = <C extends Vector<string, Unit>, R extends string, const O extends C["labels"][number] & R>(
  samples: C,
  other: Vector<R, Unit>,
  o: { readonly on: readonly O[] },
): C => matching("and", samples, other, o.on);

/** Both conditions, of the same labels; value and threshold are the first's. */
export const both = <L extends string, U extends Unit, R extends L>(
  condition: Condition<L, U>,
  other: Condition<R, Unit> & SameLabels<L, R>,
): Condition<L, U> => joined("and", condition, other, BINDING.and);

/** The condition, except where the other side has samples. */
export const unless = <L extends string, U extends Unit, R extends string, const O extends L & R>(
  condition: Condition<L, U>,
  other: Vector<R, Unit>,
  o: { readonly on: readonly O[] },
): Condition<L, U> => matching("unless", condition, other, o.on);

const matching = <C extends Vector<string, Unit>>(
  operator: string,
  samples: C,
  other: Vector<string, Unit>,
  on: readonly string[],
): C => joined(`${operator} on (${on.join(", ")})`, samples, other, BINDING.and);

/** Either condition, both of one unit and with the same labels; where both hold, value and threshold are the first's. */
export const or = <L extends string, U extends Unit, R extends L>(
  condition: Condition<L, U>,
  other: Condition<R, NoInfer<U>> & SameLabels<L, R>,
): Condition<L, U> => joined("or", condition, other, BINDING.or);

const joined = <C extends Vector<string, Unit>>(
  operator: string,
  samples: C,
  other: Vector<string, Unit>,
  binding: Binding,
): C => ({
  ...samples,
  promql: `${operand(samples, binding)} ${operator} ${rightOperand(other, binding)}`,
  binding,
});

/**
 * True when no such series exists at all, or where a window is given, none had a sample in it; it carries exactly the
 * labels that are matched by `=`.
 */
export const absent = <L extends Labels, U extends BaseUnit, const M extends Matchers<L>>(
  metric: Gauge<L, U>,
  match: M,
  over?: Window,
): Condition<keyof M & string, "boolean"> => {
  const series = selector(where(metric as Metric<Labels, BaseUnit>, match as Matchers<Labels>));
  return {
    ...vector(
      over === undefined ? `absent(${series})` : `absent_over_time(${series}[${range(over)}])`,
      "boolean",
      Object.keys(match) as (keyof M & string)[],
    ),
    threshold: { unit: "boolean", value: 1, promql: "1", text: "absent" },
  };
};

/** A condition that always holds: for the alert whose silence means that alerting itself is dead. */
export const always: Condition<never, "boolean"> = {
  ...vector("vector(1)", "boolean", []),
  threshold: { unit: "boolean", value: 1, promql: "1", text: "always" },
};
