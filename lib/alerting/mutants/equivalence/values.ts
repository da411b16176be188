import type { KnownMetric } from "../../../promql/checker/catalogue.ts";
import type { Reading } from "./reading.ts";
import { type Course, levels, moments } from "./shapes.ts";

type Levels = readonly [number, ...number[]];

/** Zero, around each threshold, and far from it. */
const around = (thresholds: readonly number[]): Levels => [
  0,
  ...thresholds.flatMap((threshold) => [0.5, 0.9, 0.99, 1, 1.01, 1.1, 2].map((factor) => factor * threshold)),
];

/**
 * Values of a gauge, around what it is compared with: by itself, or together with another gauge that is about `scale`.
 * Truths are 0 and 1; of items there are whole numbers.
 */
export function gaugeValues(
  { unit }: KnownMetric,
  { thresholds }: Reading,
  course: Course & { readonly scale: number | undefined },
): readonly number[] {
  if (unit === "timestamp") return moments(course);
  if (unit === "boolean") return levels([0, 1], course).map((value) => (value < 0.5 ? 0 : 1));
  const values = levels(gaugeLevels(thresholds, course.scale), course);
  return unit === "items" ? values.map((value) => Math.max(0, Math.round(value))) : values;
}

function gaugeLevels(thresholds: readonly number[], scale: number | undefined): Levels {
  if (scale === undefined) return [...around(thresholds), ...thresholds.flatMap((one) => [one + 1, one - 1])];
  const [zero, ...scaled] = around([1, ...thresholds]);
  return [zero, ...scaled.map((value) => value * scale)];
}

/** What each step adds to a counter: so much a second, or a window, that a threshold is met. Events are whole. */
export function growth(
  { thresholds, windows }: Reading,
  course: Course,
  { whole }: { readonly whole: boolean },
): readonly number[] {
  const { step, window } = course;
  const perStep = thresholds.flatMap((one) => [one * step, ...windows.map((length) => (one / length) * step)]);
  const all = levels([...around(perStep), 1 / window, ...(whole ? [1, 3] : [])], course);
  let owed = 0;
  return all.map((more) => {
    owed += Math.max(0, more);
    const now = whole ? Math.floor(owed) : owed;
    owed -= now;
    return now;
  });
}
