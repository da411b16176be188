import type { Quantity, Unit } from "../metrics/units.ts";

/** Labels that Prometheus adds to every scraped series. */
export type TargetLabel = "job" | "instance";

/** How tightly the outermost operator of a text binds, loosest first; source: Prometheus' operator precedence. */
export const BINDING = { or: 1, and: 2, comparison: 3, sum: 4, product: 5, atom: 6 } as const;
export type Binding = (typeof BINDING)[keyof typeof BINDING];

/** An instant vector: the names of its labels and its unit. Values, matching and windows are the checker's business. */
export interface Vector<L extends string, U extends Unit> {
  readonly labels: readonly L[];
  readonly unit: U;
  readonly promql: string;
  readonly binding: Binding;
}

/** A vector that has samples only where something is wrong, and what it was compared with. */
export interface Condition<L extends string, U extends Unit> extends Vector<L, U> {
  readonly threshold: Quantity<U>;
}

export const vector = <L extends string, U extends Unit>(
  promql: string,
  unit: U,
  labels: readonly L[],
  binding: Binding = BINDING.atom,
): Vector<L, U> => ({ promql, unit, labels, binding });

/** The text as an operand of an operator that binds as `outer` does: in parentheses only where they are needed. */
export const operand = (e: { readonly promql: string; readonly binding: Binding }, outer: Binding): string =>
  e.binding < outer ? `(${e.promql})` : e.promql;
