import type { ComponentType } from "react";
import type { Drawing } from "./drawing.ts";
import { StatPanel } from "./stat.tsx";
import { TimeSeriesPanel } from "./timeseries.tsx";

/** How a type of panel is drawn. */
export interface Kind {
  readonly draw: ComponentType<Drawing>;
  /** By hand, because Grafana does not publish its own. */
  readonly approximate?: true;
  /** Whether it shows what its targets answer. */
  readonly data: boolean;
}

/** Every type of panel that the preview can draw. */
export const KINDS: Readonly<Record<string, Kind>> = {
  timeseries: { draw: TimeSeriesPanel, data: true },
  stat: { draw: StatPanel, data: true },
};
