import type { Labels } from "../metrics/definitions.ts";
import type { Quantity, Unit } from "../metrics/units.ts";

/** Labels that Prometheus adds to every scraped series. */
export type TargetLabel = "job" | "instance";
/** The labels of a metric's series once they are scraped. */
export type Scraped<L extends Labels> = (keyof L & string) | TargetLabel;

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

export interface LabelsDiffer<Only extends string> {
  readonly "aggregate both sides by the same labels; only one side has": Only;
}
export type SameLabels<L extends string, R extends string> = [L] extends [R] ? unknown : LabelsDiffer<Exclude<L, R>>;

export const vector = <L extends string, U extends Unit>(
  promql: string,
  unit: U,
  labels: readonly L[],
  binding: Binding = BINDING.atom,
): Vector<L, U> => ({ promql, unit, labels, binding });

/**
 * The way out, for what no function here asks: PromQL as it stands. Nothing but the checker knows whether its series
 * have these labels and this unit; a test compares the two. It is put in parentheses inside any operator.
 */
export const promql = <const L extends string, U extends Unit>(
  text: string,
  claims: { readonly labels: readonly L[]; readonly unit: U },
): Vector<L, U> => vector(text, claims.unit, claims.labels, BINDING.or);

/** The text as an operand of an operator that binds as `outer` does: in parentheses only where they are needed. */
export const operand = (e: { readonly promql: string; readonly binding: Binding }, outer: Binding): string =>
  e.binding < outer ? `(${e.promql})` : e.promql;

/** Operators associate to the left, so an equal binding on the right needs parentheses. */
export const rightOperand = (e: { readonly promql: string; readonly binding: Binding }, outer: Binding): string =>
  e.binding <= outer ? `(${e.promql})` : e.promql;

/** An aggregation's grouping, between its name and its argument; nothing when it is over everything. */
export const by = (labels: readonly string[]): string => (labels.length > 0 ? ` by (${labels.join(", ")}) ` : "");
