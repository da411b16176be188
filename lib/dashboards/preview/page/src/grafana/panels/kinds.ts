import type { ComponentType } from "react";
import { AlertListPanel } from "./alert-list.tsx";
import { BarGaugePanel } from "./bar-gauge.tsx";
import type { Drawing } from "./drawing.ts";
import { GaugePanel } from "./gauge.tsx";
import { HeatmapPanel } from "./heatmap.tsx";
import { StatPanel } from "./stat.tsx";
import { StateTimelinePanel } from "./state-timeline.tsx";
import { TablePanel } from "./table.tsx";
import { TextPanel } from "./text.tsx";
import { TimeSeriesPanel } from "./timeseries.tsx";

/** How a type of panel is drawn. */
export interface Kind {
  readonly draw: ComponentType<Drawing>;
  /** By hand, because Grafana does not publish its own. */
  readonly approximate?: true;
  /** Where what it shows comes from. */
  readonly from: "targets" | "rules" | "itself";
}

/** Every type of panel that the preview can draw. */
export const KINDS: Readonly<Record<string, Kind>> = {
  timeseries: { draw: TimeSeriesPanel, from: "targets" },
  stat: { draw: StatPanel, from: "targets" },
  bargauge: { draw: BarGaugePanel, from: "targets" },
  table: { draw: TablePanel, from: "targets" },
  gauge: { draw: GaugePanel, from: "targets", approximate: true },
  heatmap: { draw: HeatmapPanel, from: "targets", approximate: true },
  "state-timeline": { draw: StateTimelinePanel, from: "targets", approximate: true },
  alertlist: { draw: AlertListPanel, from: "rules", approximate: true },
  text: { draw: TextPanel, from: "itself" },
};
