import { type DataFrame, FieldType, type GrafanaTheme2, type TimeRange } from "@grafana/data";
import { AxisPlacement, DashboardCursorSync, ScaleDirection, ScaleOrientation } from "@grafana/schema";
import {
  GraphNG,
  measureText,
  PanelContextProvider,
  TooltipPlugin2,
  UPlotConfigBuilder,
  usePanelContext,
  useTheme2,
} from "@grafana/ui";
import type { ReactNode } from "react";
import type uPlot from "uplot";
import { HoverMode } from "../tooltip.tsx";
import type { Drawing } from "./drawing.ts";

/** A chart of bands over Grafana's time axis. */
export interface Bands {
  /** Names of the bands, from the bottom up. */
  readonly labels: readonly string[];
  /** Whether a label names a band, or the bound above it. */
  readonly labelled: "band" | "bound";
  /** Paints all bands; y runs from 0 at the bottom, one a band. */
  readonly paint: (u: uPlot) => void;
  /** What stands at a time (index) in a band. */
  readonly tell: (band: number, at: number) => ReactNode;
}

/** Draws what Grafana does not publish on Grafana's own axes, with its crosshair and its zoom. */
export function HandDrawn({ drawing, frames, bands }: { drawing: Drawing; frames: DataFrame[]; bands: Bands }) {
  const { range, timeZone, width, height, crosshair, zoom } = drawing;
  const theme = useTheme2();
  const sync = crosshair ? DashboardCursorSync.Crosshair : DashboardCursorSync.Off;
  const context = { ...usePanelContext(), sync: () => sync };
  const band = (u: uPlot) => Math.floor(u.posToVal(u.cursor.top ?? -1, "y"));
  return (
    <PanelContextProvider value={context}>
      <GraphNG
        prepConfig={(aligned, _, time) => configured(aligned, bands, theme, timeZone, time)}
        renderLegend={() => null}
        legend={{ showLegend: false, displayMode: "list", placement: "bottom", calcs: [] } as never}
        timeRange={range}
        {...{ frames, timeZone, width, height, theme }}
      >
        {(config) => (
          <TooltipPlugin2
            config={config}
            hoverMode={HoverMode.xAll}
            syncMode={sync}
            syncScope={context.eventsScope}
            queryZoom={zoom}
            render={(u, rows) => <div className="told">{bands.tell(band(u), rows[0] ?? 0)}</div>}
          />
        )}
      </GraphNG>
    </PanelContextProvider>
  );
}

/** Pixels. */
const LABEL_SIZE = 12;
const LABEL_GAP = 20;
const widest = (names: readonly string[]): number =>
  Math.max(0, ...names.map((name) => measureText(name, LABEL_SIZE).width));

function configured(
  aligned: DataFrame,
  { labels, labelled, paint }: Bands,
  theme: GrafanaTheme2,
  timeZone: string,
  time: () => TimeRange,
) {
  const builder = new UPlotConfigBuilder(timeZone);
  builder.setPrepData((frames) => (frames[0]?.fields ?? []).map(({ values }) => values) as never);
  builder.addScale({
    scaleKey: "x",
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    isTime: true,
    range: () => [time().from.valueOf(), time().to.valueOf()],
  });
  builder.addScale({
    scaleKey: "y",
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    range: [0, labels.length],
  });
  builder.addAxis({ scaleKey: "x", isTime: true, placement: AxisPlacement.Bottom, timeZone, theme });
  const marks = labels.map((_, index) => (labelled === "band" ? index + 0.5 : index + 1));
  builder.addAxis({
    scaleKey: "y",
    placement: AxisPlacement.Left,
    grid: { show: false },
    splits: (u) => sparse(marks, u.bbox.height / devicePixelRatio),
    values: (_, splits) => splits.map((mark) => labels[Math.ceil(mark) - 1] ?? ""),
    // Names take their whole room: Grafana's own measure is of numbers.
    size: widest(labels) + LABEL_GAP,
    theme,
  });
  for (const { type } of aligned.fields)
    if (type !== FieldType.time)
      builder.addSeries({ scaleKey: "y", theme, pathBuilder: () => null, pointsBuilder: () => undefined as never });
  builder.addHook("draw", paint);
  builder.setCursor({ sync: { key: "__global_", scales: ["x", null as never] } });
  return builder;
}

/** As many marks as there is room for. */
function sparse(marks: readonly number[], height: number): number[] {
  const every = Math.max(1, Math.ceil((marks.length * 16) / Math.max(height, 1)));
  return marks.filter((_, index) => (marks.length - 1 - index) % every === 0);
}
