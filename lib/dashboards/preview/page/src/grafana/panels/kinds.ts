import { FieldColorModeId } from "@grafana/data";
import type { ComponentType } from "react";
import type { Drawing } from "./drawing.ts";

export type Draw = ComponentType<Drawing>;

/** How a type of panel is drawn. */
export interface Kind {
  /** Its code, which a page without such a panel does not need. */
  readonly load: () => Promise<Draw>;
  /** By hand, because Grafana does not publish its own. */
  readonly approximate?: true;
  /** Where what it shows comes from. */
  readonly from: "targets" | "rules" | "itself";
  /** How it colours what says nothing of colours; by thresholds where undefined. */
  readonly colors?: FieldColorModeId;
}

/** Every type of panel that the preview can draw. */
export const KINDS: Readonly<Record<string, Kind>> = {
  timeseries: {
    load: async () => (await import("./timeseries.tsx")).TimeSeriesPanel,
    from: "targets",
    colors: FieldColorModeId.PaletteClassic,
  },
  stat: { load: async () => (await import("./stat.tsx")).StatPanel, from: "targets" },
  bargauge: { load: async () => (await import("./bar-gauge.tsx")).BarGaugePanel, from: "targets" },
  table: { load: async () => (await import("./table.tsx")).TablePanel, from: "targets" },
  gauge: { load: async () => (await import("./gauge.tsx")).GaugePanel, from: "targets", approximate: true },
  heatmap: { load: async () => (await import("./heatmap.tsx")).HeatmapPanel, from: "targets", approximate: true },
  "state-timeline": {
    load: async () => (await import("./state-timeline.tsx")).StateTimelinePanel,
    from: "targets",
    approximate: true,
  },
  alertlist: { load: async () => (await import("./alert-list.tsx")).AlertListPanel, from: "rules", approximate: true },
  text: { load: async () => (await import("./text.tsx")).TextPanel, from: "itself" },
};
