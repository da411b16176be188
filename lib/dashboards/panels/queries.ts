import type { Panel } from "./panel.ts";

/** Everything that a panel asks Prometheus for, in its order. */
export function expressionsOf(panel: Panel): readonly string[] {
  switch (panel.kind) {
    case "alertlist":
    case "raw":
      return [];
    case "library":
      return panel.library.panel ? expressionsOf(panel.library.panel) : [];
    case "table":
      return panel.columns.map(({ promql }) => promql);
    default:
      return panel.queries.map(({ promql }) => promql);
  }
}
