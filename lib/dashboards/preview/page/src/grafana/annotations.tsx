import { createDataFrame, dateTimeFormat, FieldType } from "@grafana/data";
import { EventsCanvas, Tooltip, type UPlotConfigBuilder, useTheme2 } from "@grafana/ui";
import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import type uPlot from "uplot";
import type { Mark } from "../data/marks.ts";

/** Pixels; below the curves, above the words of the axis. */
const MARKER_HEIGHT = 6;

/** Marks in time: a dashed line over the curves, and below them a triangle that tells what it was. */
export function Annotations({ config, marks }: { config: UPlotConfigBuilder; marks: readonly Mark[] }) {
  const { visualization } = useTheme2();
  const plot = useRef<uPlot | undefined>(undefined);
  const latest = useRef(marks);
  useLayoutEffect(() => {
    config.addHook("init", (u) => {
      plot.current = u;
    });
    config.addHook("draw", (u) => {
      for (const { from, to, color } of latest.current) drawMark(u, from, to, visualization.getColorByName(color));
    });
  }, [config, visualization]);
  // The first picture may be older than the marks.
  useEffect(() => {
    latest.current = marks;
    plot.current?.redraw(false);
  }, [marks]);
  const events = useMemo(() => [framed(marks)], [marks]);
  return (
    <EventsCanvas
      id="annotations"
      config={config}
      events={events}
      mapEventToXYCoords={(_, row) => {
        const mark = marks[row];
        const u = plot.current;
        // One that began before the time that is shown is told of at its edge.
        return mark && u
          ? { x: Math.max(0, u.valToPos(mark.from, "x")), y: u.over.clientHeight + MARKER_HEIGHT / 2 }
          : undefined;
      }}
      renderEventMarker={(_, row) => {
        const mark = marks[row];
        return mark ? <Marker mark={mark} color={visualization.getColorByName(mark.color)} /> : null;
      }}
    />
  );
}

function Marker({ mark: { from, to, title, text }, color }: { mark: Mark; color: string }) {
  const time = (at: number) => dateTimeFormat(at, { format: "HH:mm:ss" });
  const when = to > from ? `${time(from)} to ${time(to)}` : time(from);
  const says = [title, text, when].filter((part) => part !== "").join(" · ");
  return (
    <Tooltip content={says}>
      <button type="button" className="annotation" style={{ background: color }} aria-label={says} />
    </Tooltip>
  );
}

function drawMark({ ctx, bbox, valToPos }: uPlot, from: number, to: number, color: string): void {
  const [left, right] = [valToPos(from, "x", true), valToPos(to, "x", true)];
  if (right < bbox.left || left > bbox.left + bbox.width) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.strokeStyle = color;
  ctx.setLineDash([5, 5]);
  ctx.beginPath();
  for (const x of new Set([left, right].map(Math.round))) {
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
  }
  ctx.stroke();
  ctx.globalAlpha = 0.1;
  ctx.fillStyle = color;
  ctx.fillRect(left, bbox.top, right - left, bbox.height);
  ctx.restore();
}

const framed = (marks: readonly Mark[]) =>
  createDataFrame({ fields: [{ name: "time", type: FieldType.time, values: marks.map(({ from }) => from) }] });
