import type { StateTimeline } from "../../panels/state-timeline.ts";
import type { Json } from "../../reading/json.ts";
import type { References } from "../../references.ts";
import { fieldDefaults } from "../field-config.ts";
import { targets } from "../targets.ts";
import { type Part, readDrawn } from "./drawn.ts";

export const stateTimeline = (panel: StateTimeline, references: References): object => ({
  ...targets(panel.queries, references),
  fieldConfig: {
    defaults: {
      ...fieldDefaults(panel),
      color: { mode: "thresholds" },
      custom: { fillOpacity: 70, lineWidth: 0, spanNulls: false },
    },
    overrides: [],
  },
  options: {
    mergeValues: true,
    showValue: "auto",
    alignValue: "left",
    rowHeight: 0.9,
    legend: { showLegend: true, displayMode: "list", placement: "bottom" },
    tooltip: { mode: "single", sort: "none" },
  },
});

/** One without states is none of ours. */
export const readStateTimeline = (part: Part, panel: Json): StateTimeline | undefined => {
  const drawn = readDrawn(part, panel);
  return drawn && drawn.states.length > 0 ? { kind: "state-timeline", ...drawn } : undefined;
};
