import { type DataFrame, type Field, FieldType, getFieldDisplayName } from "@grafana/data";
import {
  DashboardCursorSync,
  TooltipDisplayMode,
  type VizLegendOptions,
  type VizTooltipOptions,
} from "@grafana/schema";
import {
  type PanelContext,
  PanelContextProvider,
  SeriesVisibilityChangeMode,
  TimeSeries,
  TooltipPlugin2,
  usePanelContext,
} from "@grafana/ui";
import { useMemo, useState } from "react";
import { Annotations } from "../annotations.tsx";
import { HoverMode, linksAt, SeriesTooltip } from "../tooltip.tsx";
import type { Drawing } from "./drawing.ts";

interface Options {
  readonly legend?: VizLegendOptions;
  readonly tooltip?: VizTooltipOptions;
}

const NO_LEGEND = {
  showLegend: false,
  displayMode: "list",
  placement: "bottom",
  calcs: [],
} as unknown as VizLegendOptions;

/** Grafana's own curves. A click in the legend shows one series alone; with a modifier key it adds or removes one. */
export function TimeSeriesPanel({ panel, frames, range, timeZone, width, height, crosshair, marks, zoom }: Drawing) {
  const { legend = NO_LEGEND, tooltip } = (panel.options ?? {}) as Options;
  const [only, setOnly] = useState<readonly string[] | undefined>();
  const shown = useMemo(() => withHidden(frames.map(graphable), only), [frames, only]);
  const sync = crosshair ? DashboardCursorSync.Crosshair : DashboardCursorSync.Off;
  const context: PanelContext = {
    ...usePanelContext(),
    sync: () => sync,
    onToggleSeriesVisibility: (label, mode) => setOnly(toggled(namesOf(frames), only, label, mode)),
  };
  return (
    <PanelContextProvider value={context}>
      <TimeSeries frames={shown} timeRange={range} {...{ timeZone, width, height, legend }}>
        {(config, aligned) => (
          <>
            {tooltip?.mode !== TooltipDisplayMode.None && (
              <TooltipPlugin2
                config={config}
                hoverMode={tooltip?.mode === TooltipDisplayMode.Single ? HoverMode.xOne : HoverMode.xAll}
                syncMode={sync}
                syncScope={context.eventsScope}
                queryZoom={zoom}
                getDataLinks={(series, row) => linksAt(aligned.fields[series], row)}
                render={(_, rows, series, pinned, _dismiss, _range, _sync, links) => (
                  <SeriesTooltip frame={aligned} options={tooltip} {...{ rows, series, pinned, links }} />
                )}
              />
            )}
            <Annotations config={config} marks={marks} />
          </>
        )}
      </TimeSeries>
    </PanelContextProvider>
  );
}

const curves = (frame: DataFrame): readonly Field[] => frame.fields.filter(({ type }) => type !== "time");
const namesOf = (frames: DataFrame[]): readonly string[] =>
  frames.flatMap((frame) => curves(frame).map((field) => getFieldDisplayName(field, frame, frames)));

/** A number that is none (NaN, infinite) leaves an axis without a range; Grafana draws a gap (prepareGraphableFields). */
const graphable = (frame: DataFrame): DataFrame => ({
  ...frame,
  fields: frame.fields.map((field) =>
    field.type === FieldType.number ? { ...field, values: field.values.map(finite) } : field,
  ),
});

const finite = (value: number | null): number | null => (Number.isFinite(value) ? value : null);

function withHidden(frames: DataFrame[], only: readonly string[] | undefined): DataFrame[] {
  if (only === undefined) return frames;
  const hide = (field: Field, frame: DataFrame): Field => {
    if (field.type === "time" || only.includes(getFieldDisplayName(field, frame, frames))) return field;
    const custom = { ...field.config.custom, hideFrom: { viz: true, legend: false, tooltip: true } };
    return { ...field, config: { ...field.config, custom } };
  };
  return frames.map((frame) => ({ ...frame, fields: frame.fields.map((field) => hide(field, frame)) }));
}

/** Which series are shown after a click in the legend; undefined: all. */
function toggled(
  all: readonly string[],
  only: readonly string[] | undefined,
  label: string | string[] | null,
  mode: SeriesVisibilityChangeMode,
): readonly string[] | undefined {
  if (label === null) return undefined;
  const named = [label].flat();
  if (mode === SeriesVisibilityChangeMode.SetExactly) return named;
  const one = named[0] ?? "";
  if (mode === SeriesVisibilityChangeMode.ToggleSelection)
    return only?.length === 1 && only[0] === one ? undefined : [one];
  const shown = only ?? all;
  return shown.includes(one) ? shown.filter((name) => name !== one) : [...shown, one];
}
