import { type Units, unitsText } from "../portfolio/units.ts";

/** The value of the portfolio over time, thinned out; both lists are as long. */
export interface Curve {
  /** Milliseconds since the epoch. */
  readonly time: readonly number[];
  /** Exact decimals as text, in the quote currency. */
  readonly value: readonly string[];
}

export const MOST_POINTS = 800;

/** At most MOST_POINTS of the values: the first, the last, and the lowest and highest of equal stretches between them. */
export function curveOf(equity: Float64Array, timeOf: (index: number) => number): Curve {
  const kept = keptOf(equity);
  return { time: kept.map(timeOf), value: kept.map((index) => unitsText(equity[index] as Units)) };
}

function keptOf(equity: Float64Array): readonly number[] {
  if (equity.length <= MOST_POINTS) return [...equity.keys()];
  const stretches = (MOST_POINTS - 2) / 2;
  const last = equity.length - 1;
  const start = (stretch: number) => 1 + Math.floor((stretch * (last - 1)) / stretches);
  const between = Array.from({ length: stretches }, (_, stretch) =>
    extremes(equity, start(stretch), start(stretch + 1)),
  );
  return [0, ...between.flat(), last];
}

/** Where the lowest and the highest from `start` up to and not at `end` stand, the earlier first. */
function extremes(equity: Float64Array, start: number, end: number): readonly number[] {
  let [lowest, highest] = [start, start];
  for (let index = start; index < end; index += 1) {
    if ((equity[index] as number) < (equity[lowest] as number)) lowest = index;
    if ((equity[index] as number) > (equity[highest] as number)) highest = index;
  }
  return lowest === highest ? [lowest] : [Math.min(lowest, highest), Math.max(lowest, highest)];
}
