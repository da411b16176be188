import { dateTimeFormat, formattedValueToString, getValueFormat } from "@grafana/data";
import { useTheme2 } from "@grafana/ui";
import type uPlot from "uplot";
import { type Bucket, bucketsOf } from "../../data/heatmap.ts";
import type { Drawing } from "./drawing.ts";
import { type Bands, HandDrawn } from "./hand-drawn.tsx";
import { shadesOf } from "./shades.ts";

interface Options {
  readonly yAxis?: { readonly unit?: string };
  readonly color?: { readonly scheme?: string; readonly exponent?: number };
}

/** How many observations fell into each bucket at each time: the more, the stronger the colour. */
export function HeatmapPanel(drawing: Drawing) {
  const { panel, series, frames } = drawing;
  const { isDark } = useTheme2();
  const { yAxis, color } = (panel.options ?? {}) as Options;
  const format = getValueFormat(yAxis?.unit);
  const bound = (value: number) =>
    value === Number.POSITIVE_INFINITY ? "+Inf" : formattedValueToString(format(value));
  const buckets = bucketsOf(series);
  const times = series[0]?.times ?? [];
  const count = frames[0]?.fields[1]?.display;
  const bands: Bands = {
    labels: buckets.map(({ upper }) => bound(upper)),
    labelled: "bound",
    paint: (u) => paint(u, times, buckets, shadesOf(color?.scheme, isDark), color?.exponent ?? 0.5),
    tell: (band, at) => {
      const bucket = buckets[band];
      const value = bucket?.counts[at];
      if (bucket === undefined || value === null || value === undefined) return null;
      return (
        <>
          <time>{dateTimeFormat(times[at] ?? 0)}</time>
          <span>
            {bound(bucket.lower).replace("-Infinity", "0")} to {bound(bucket.upper)}:{" "}
            {count ? formattedValueToString(count(value)) : value}
          </span>
        </>
      );
    },
  };
  return <HandDrawn drawing={drawing} frames={frames} bands={bands} />;
}

function paint(
  u: uPlot,
  times: readonly number[],
  buckets: readonly Bucket[],
  shade: (share: number) => string,
  exponent: number,
): void {
  const most = Math.max(...buckets.flatMap(({ counts }) => counts.map((count) => count ?? 0)), 0);
  const step = (times[1] ?? 0) - (times[0] ?? 0);
  const width = Math.max(1, Math.abs(u.valToPos(step, "x", true) - u.valToPos(0, "x", true)) - 1);
  u.ctx.save();
  u.ctx.beginPath();
  u.ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
  u.ctx.clip();
  buckets.forEach(({ counts }, band) => {
    const [top, bottom] = [u.valToPos(band + 1, "y", true) + 1, u.valToPos(band, "y", true)];
    counts.forEach((count, at) => {
      if (count === null || !(count > 0)) return;
      u.ctx.fillStyle = shade((count / most) ** exponent);
      u.ctx.fillRect(u.valToPos(times[at] ?? 0, "x", true) - width / 2, top, width, bottom - top);
    });
  });
  u.ctx.restore();
}
