import type { Threshold } from "../threshold.ts";
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

/** The lines that a panel draws; a table's are those of its columns. */
export function thresholdsOf(panel: Panel): readonly Threshold[] {
  if (panel.kind === "table") return panel.columns.flatMap(({ thresholds }) => thresholds);
  return "thresholds" in panel ? panel.thresholds : [];
}
