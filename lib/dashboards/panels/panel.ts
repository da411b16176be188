import type { AlertList } from "./alert-list.ts";
import type { BarGauge } from "./bar-gauge.ts";
import type { Heatmap } from "./heatmap.ts";
import type { LibraryPanelUse } from "./library.ts";
import type { RawPanel } from "./raw-panel.ts";
import type { Stat } from "./stat.ts";
import type { StateTimeline } from "./state-timeline.ts";
import type { Table } from "./table.ts";
import type { TimeSeries } from "./timeseries.ts";

/** Panels that draw queries in one unit. */
export type DrawnPanel = TimeSeries | Stat | BarGauge | StateTimeline | Heatmap;
export type Panel = DrawnPanel | Table | AlertList | LibraryPanelUse | RawPanel;
