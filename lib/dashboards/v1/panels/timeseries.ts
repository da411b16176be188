import type { TimeSeries } from "../../panels/timeseries.ts";
import { type Json, textAt } from "../../reading/json.ts";
import type { References } from "../../references.ts";
import { fieldDefaults } from "../field-config.ts";
import { targets } from "../targets.ts";
import { type Part, readDrawn } from "./drawn.ts";

export const timeseries = (panel: TimeSeries, references: References): object => ({
  ...targets(panel.queries, references),
  fieldConfig: {
    defaults: {
      ...fieldDefaults(panel),
      color: { mode: "palette-classic" },
      custom: {
        drawStyle: "line",
        lineWidth: 1,
        fillOpacity: panel.stacked ? 40 : 10,
        showPoints: "auto",
        // A gap is a missing scrape or a missing service: it must be seen.
        spanNulls: false,
        stacking: { mode: panel.stacked ? "normal" : "none", group: "A" },
        thresholdsStyle: { mode: panel.thresholds.length > 0 ? "line" : "off" },
      },
    },
    overrides: [],
  },
  options: {
    legend: { showLegend: true, displayMode: "table", placement: "bottom", calcs: ["lastNotNull", "max"] },
    tooltip: { mode: "multi", sort: "desc" },
  },
});

export const readTimeseries = (part: Part, panel: Json): TimeSeries | undefined => {
  const drawn = readDrawn(part, panel);
  const stacking = textAt(panel, "fieldConfig", "defaults", "custom", "stacking", "mode");
  return drawn && { kind: "timeseries", ...drawn, stacked: stacking === "normal" };
};
