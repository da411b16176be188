import type { Vector } from "../promql/index.ts";
import type { DrawableUnit, PanelUnit } from "./units.ts";

/** What a panel draws: an expression, and the name of each of its series. */
export interface Query {
  /** PromQL, with Grafana's variables. */
  readonly promql: string;
  /** Grafana's legend format: `{{stream}}`. Empty: Grafana names the series by all their labels. */
  readonly legend: string;
}

/** A query that knows its unit, until the panel takes it from there. */
export interface QueryIn<U extends PanelUnit> extends Query {
  readonly unit: U;
}

/** An expression of the builder, drawn. The legend may name only labels that the expression still carries. */
export const query = <L extends string, U extends DrawableUnit>(
  { promql, unit, labels }: Vector<L, U>,
  legend: (label: { readonly [K in L]: string }) => string,
): QueryIn<U> => ({ promql, unit, legend: legend(legendLabels(labels)) });

/** PromQL as it stands, in a unit that nothing but the checker can judge; for dashboards that were made elsewhere. */
export const rawQuery = <U extends PanelUnit>(promql: string, unit: U, legend = ""): QueryIn<U> => ({
  promql,
  unit,
  legend,
});

/** `{{stream}}` of every label, as Grafana's legends and links name it. */
export const legendLabels = <L extends string>(labels: readonly L[]): { readonly [K in L]: string } =>
  Object.fromEntries(labels.map((label) => [label, `{{${label}}}`])) as { readonly [K in L]: string };
