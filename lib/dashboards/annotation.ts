import type { Unit } from "../metrics/units.ts";
import type { Vector } from "../promql/index.ts";
import { legendLabels } from "./query.ts";
import type { Raw } from "./raw.ts";

/** Marks in time over every panel of a dashboard: where a Prometheus expression has samples. */
export interface Annotation {
  readonly name: string;
  readonly promql: string;
  /** What a mark says; labels as `{{alertname}}`. */
  readonly title: string;
  readonly text: string;
  /** A colour of Grafana's: `red`, `blue`, `#5794F2`. */
  readonly color: string;
  readonly raw?: Raw;
}

/** Texts may name only labels that the expression still carries. */
export const annotation = <L extends string>(
  name: string,
  from: {
    readonly expression: Vector<L, Unit>;
    readonly title: (label: { readonly [K in L]: string }) => string;
    readonly text?: (label: { readonly [K in L]: string }) => string;
    readonly color: string;
  },
): Annotation => {
  const labels = legendLabels(from.expression.labels);
  return {
    name,
    promql: from.expression.promql,
    title: from.title(labels),
    text: from.text?.(labels) ?? "",
    color: from.color,
  };
};
