import type { Unit } from "../metrics/units.ts";
import type { Vector } from "../promql/index.ts";

/** What a panel draws: an expression, and the name of each of its series. */
export interface Query<U extends Unit = Unit> {
  readonly expression: Vector<string, U>;
  /** Grafana's legend format: `{{stream}}`. */
  readonly legend: string;
}

/** The legend may name only labels that the expression still carries. */
export const query = <L extends string, U extends Unit>(
  expression: Vector<L, U>,
  legend: (label: { readonly [K in L]: string }) => string,
): Query<U> => {
  const labels = Object.fromEntries(expression.labels.map((label) => [label, `{{${label}}}`]));
  return { expression, legend: legend(labels as { readonly [K in L]: string }) };
};
