import { formatValue } from "../../metrics/text.ts";
import type { Point } from "./timeline.ts";

/**
 * Points in promtool's notation: runs of one step as `0+15x19`, everything else one by one. Only whole steps are folded,
 * because promtool adds them up and fractions would drift.
 * Source: prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules, "series"
 */
export function notation(points: readonly Point[]): string {
  const parts: string[] = [];
  for (let index = 0; index < points.length; ) {
    const length = runFrom(points, index);
    parts.push(printed(points, index, length));
    index += length;
  }
  return parts.join(" ");
}

function runFrom(points: readonly Point[], start: number): number {
  const step = stepAt(points, start);
  let length = 1;
  while (start + length < points.length && continues(points, start + length, step)) length += 1;
  return length === 2 && step !== undefined && step !== 0 ? 1 : length;
}

/** Undefined where the run is of one word, `missing`. */
function stepAt(points: readonly Point[], start: number): number | undefined {
  const [first, second] = [points[start], points[start + 1]];
  return typeof first === "number" && typeof second === "number" ? second - first : undefined;
}

function continues(points: readonly Point[], index: number, step: number | undefined): boolean {
  const [before, point] = [points[index - 1], points[index]];
  if (point === "missing") return before === "missing";
  if (typeof point !== "number" || typeof before !== "number" || step === undefined) return false;
  return step === 0 ? point === before : whole(step, before, point) && point - before === step;
}

const whole = (...numbers: readonly number[]): boolean => numbers.every(Number.isSafeInteger);

function printed(points: readonly Point[], index: number, length: number): string {
  const [point, step] = [points[index], stepAt(points, index)];
  if (point === "missing") return length === 1 ? "_" : `_x${length}`;
  if (typeof point !== "number") return "stale";
  if (length === 1) return formatValue(point);
  if (step === 0) return `${formatValue(point)}x${length - 1}`;
  return `${formatValue(point)}${(step ?? 0) < 0 ? "" : "+"}${step}x${length - 1}`;
}
