import type { Point } from "../../proofs/timeline.ts";
import type { Random } from "./random.ts";

/** What values move between, and for how long they stay. */
export interface Course {
  readonly steps: number;
  /** Seconds. */
  readonly step: number;
  /** Steps of the window that a rule looks back: things last about as long. */
  readonly window: number;
  readonly random: Random;
}

/** A level for each step: it jumps, moves in a line or wanders from one to the next. */
export function levels(all: readonly [number, ...number[]], course: Course): readonly number[] {
  const { steps, random, window } = course;
  const points: number[] = [];
  let from = random.pick(all);
  while (points.length < steps) {
    const to = random.chance(0.1) ? from : random.pick(all);
    const length = 1 + random.below(random.pick([2, window, 2 * window, 4 * window]));
    points.push(...between(from, to, length, random));
    from = to;
  }
  return points.slice(0, steps);
}

function between(from: number, to: number, length: number, random: Random): readonly number[] {
  const kind = random.pick(["jump", "jump", "line", "wander"] as const);
  return Array.from({ length }, (_, index) => {
    if (kind === "jump") return to;
    const way = from + ((to - from) * (index + 1)) / length;
    return kind === "line" ? way : way + (random.next() - 0.5) * (Math.abs(to - from) || Math.abs(to) * 0.1);
  });
}

/** The steps at which a process begins anew. */
export function restarts({ steps, random }: Course): readonly boolean[] {
  const often = random.pick([0, 0, 0.01, 0.05]);
  return Array.from({ length: steps }, () => random.chance(often));
}

/** A counter that grows by what each step brings, and begins anew at a restart. */
export function counted(growth: readonly number[], anew: readonly boolean[], beginning = 0): readonly number[] {
  let total = beginning;
  return growth.map((more, index) => {
    total = anew[index] ? 0 : total + more;
    return total;
  });
}

/** When something last happened: since the last scrape, again and again, and longer ago in between. */
export function moments({ steps, step, random, window }: Course): readonly number[] {
  const often = random.pick([1, 0.5, 1 / window, 1 / (4 * window)]);
  let last = -random.below(4 * window) * step;
  return Array.from({ length: steps }, (_, index) => {
    if (random.chance(often)) last = (index - random.next()) * step;
    return last;
  });
}

type Gap = Exclude<Point, number> | undefined;

/** What stands in a value's place: some scrapes bring nothing, and a series may begin late and end early. */
export function gaps({ steps, random, window }: Course): readonly Gap[] {
  const often = random.pick([0, 0, 0.005, 0.02]);
  const kind = random.pick(["missing", "stale"] as const);
  const begins = random.chance(0.2) ? random.below(steps / 2) : 0;
  const ends = random.chance(0.2) ? steps / 2 + random.below(steps / 2) : steps;
  let left = 0;
  return Array.from({ length: steps }, (_, index) => {
    left = random.chance(often) ? 1 + random.below(2 * window) : Math.max(0, left - 1);
    if (index < begins) return "missing";
    return index >= ends ? "stale" : left > 0 ? kind : undefined;
  });
}

export const withGaps = (values: readonly number[], missing: readonly Gap[]): readonly Point[] =>
  values.map((value, index) => missing[index] ?? value);
