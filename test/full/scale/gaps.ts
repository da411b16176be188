import type { Point, Range } from "./answers.ts";

/** The steps of a range at which there is no value, in seconds since the epoch. */
export function missingSteps(points: readonly Point[], { from, to, step }: Pick<Range, "from" | "to" | "step">) {
  const there = new Set(points.map(({ at }) => milliseconds(at)));
  const steps = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
  return steps.filter((at) => !there.has(milliseconds(at)));
}

/** What answers carry; sums of seconds are not exact. */
const milliseconds = (seconds: number): number => Math.round(seconds * 1000);

/** The longest time between two samples that follow each other, in seconds; 0 with fewer than two. */
export const longestPause = (points: readonly Point[]): number =>
  points.reduce((longest, { at }, index) => Math.max(longest, at - (points[index - 1]?.at ?? at)), 0);
