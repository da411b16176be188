import type { Heatmap } from "../../panels/heatmap.ts";
import { type Json, textAt } from "../../reading/json.ts";
import type { References } from "../../references.ts";
import { fieldDefaults, NO_UNIT } from "../field-config.ts";
import { RANGE, targets } from "../targets.ts";
import { type Part, readDrawn } from "./drawn.ts";

/** Source: Grafana, plugins/panel/heatmap/panelcfg.cue; the data source takes cumulative buckets apart itself. */
export const heatmap = (panel: Heatmap, references: References): object => ({
  ...targets(panel.queries, references, { ...RANGE, format: "heatmap" }),
  fieldConfig: { defaults: fieldDefaults(panel), overrides: [] },
  options: {
    calculate: false,
    cellGap: 1,
    // A square root lets the few stragglers be seen beside the many that were in time.
    color: { mode: "scheme", scheme: "Turbo", exponent: 0.5, fill: "dark-orange", reverse: false, steps: 64 },
    cellValues: named(panel.unit),
    exemplars: { color: "rgba(255,0,255,0.7)" },
    // Nothing in a bucket is no colour.
    filterValues: { le: 1e-9 },
    legend: { show: true },
    rowsFrame: { layout: "auto" },
    tooltip: { mode: "single", yHistogram: false, showColorScale: false },
    yAxis: { axisPlacement: "left", reverse: false, ...named(panel.boundUnit) },
  },
});

const named = (unit: string): object => (unit === NO_UNIT ? {} : { unit });

/** It judges nothing: thresholds, states and the text of a foreign one stay as they are. */
export function readHeatmap(part: Part, panel: Json): Heatmap | undefined {
  const drawn = readDrawn(part, panel);
  if (!drawn) return undefined;
  const { whenEmpty: _, ...rest } = drawn;
  const boundUnit = textAt(panel, "options", "yAxis", "unit") ?? NO_UNIT;
  return { kind: "heatmap", ...rest, thresholds: [], bad: "high", states: [], boundUnit };
}
