import { type DataFrame, dateTimeFormat, type Field, formattedValueToString, getFieldDisplayName } from "@grafana/data";
import { useTheme2 } from "@grafana/ui";
import type uPlot from "uplot";
import { stretchesOf } from "../../data/spans.ts";
import type { Drawing } from "./drawing.ts";
import { type Bands, HandDrawn } from "./hand-drawn.tsx";

interface Options {
  readonly showValue?: "auto" | "always" | "never";
  /** Share of its row that a band fills. */
  readonly rowHeight?: number;
}

interface Row {
  readonly name: string;
  readonly field: Field;
  readonly times: readonly number[];
}

/** One band a series, in the colour and with the word of its value. */
export function StateTimelinePanel(drawing: Drawing) {
  const { panel, frames } = drawing;
  const theme = useTheme2();
  const { rowHeight = 0.9, showValue = "auto" } = (panel.options ?? {}) as Options;
  const rows = frames.flatMap((frame) => rowsOf(frame, frames)).reverse();
  const bands: Bands = {
    labels: rows.map(({ name }) => name),
    labelled: "band",
    paint: (u) => {
      for (const [band, row] of rows.entries()) paintRow(u, row, band, rowHeight, showValue !== "never", theme);
    },
    tell: (band, at) => {
      const row = rows[band];
      return row ? <Told row={row} at={at} /> : null;
    },
  };
  return <HandDrawn drawing={drawing} frames={frames} bands={bands} />;
}

function rowsOf(frame: DataFrame, frames: DataFrame[]): readonly Row[] {
  const times: readonly number[] = frame.fields.find(({ type }) => type === "time")?.values ?? [];
  return frame.fields
    .filter(({ type }) => type !== "time")
    .map((field) => ({ field, times, name: getFieldDisplayName(field, frame, frames) }));
}

function Told({ row: { name, field, times }, at }: { row: Row; at: number }) {
  const shown = field.display?.(field.values[at]);
  return (
    <>
      <time>{dateTimeFormat(times[at] ?? 0)}</time>
      <span>
        <i style={{ background: shown?.color }} /> {name}: {shown ? formattedValueToString(shown) : "-"}
      </span>
    </>
  );
}

type Colors = Pick<ReturnType<typeof useTheme2>, "colors" | "typography">;

function paintRow(u: uPlot, { field, times }: Row, band: number, share: number, worded: boolean, theme: Colors): void {
  const step = (times[1] ?? 0) - (times[0] ?? 0);
  const [top, bottom] = [u.valToPos(band + 0.5 + share / 2, "y", true), u.valToPos(band + 0.5 - share / 2, "y", true)];
  u.ctx.save();
  u.ctx.beginPath();
  u.ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
  u.ctx.clip();
  for (const { from, to, value } of stretchesOf(times, field.values, step)) {
    const shown = field.display?.(value);
    const [left, right] = [u.valToPos(from, "x", true), u.valToPos(to, "x", true)];
    const color = shown?.color ?? theme.colors.primary.main;
    u.ctx.globalAlpha = (field.config.custom?.fillOpacity ?? 70) / 100;
    u.ctx.fillStyle = color;
    u.ctx.fillRect(left, top, right - left, bottom - top);
    if (worded && shown)
      word(u, formattedValueToString(shown), Math.max(left, u.bbox.left), right, (top + bottom) / 2, theme);
  }
  u.ctx.restore();
}

/** Inside its band, if it has the room. */
function word({ ctx }: uPlot, text: string, left: number, right: number, middle: number, theme: Colors): void {
  ctx.font = `${12 * devicePixelRatio}px ${theme.typography.fontFamily}`;
  if (ctx.measureText(text).width + 12 > right - left) return;
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.colors.text.primary;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillText(text, left + 6, middle);
}
