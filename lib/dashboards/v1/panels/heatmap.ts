import type { Heatmap } from "../../panels/heatmap.ts";
import type { References } from "../../references.ts";
import { fieldDefaults } from "../field-config.ts";
import { RANGE, targets } from "../targets.ts";

/** Source: Grafana, plugins/panel/heatmap/panelcfg.cue; the data source takes cumulative buckets apart itself. */
export const heatmap = (panel: Heatmap, references: References): object => ({
  ...targets(panel.queries, references, { ...RANGE, format: "heatmap" }),
  fieldConfig: { defaults: fieldDefaults(panel), overrides: [] },
  options: {
    calculate: false,
    cellGap: 1,
    // A square root lets the few stragglers be seen beside the many that were in time.
    color: { mode: "scheme", scheme: "Turbo", exponent: 0.5, fill: "dark-orange", reverse: false, steps: 64 },
    cellValues: { unit: panel.unit },
    exemplars: { color: "rgba(255,0,255,0.7)" },
    // Nothing in a bucket is no colour.
    filterValues: { le: 1e-9 },
    legend: { show: true },
    rowsFrame: { layout: "auto" },
    tooltip: { mode: "single", yHistogram: false, showColorScale: false },
    yAxis: { axisPlacement: "left", reverse: false, unit: panel.boundUnit },
  },
});
