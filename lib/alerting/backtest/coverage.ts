import type { Series } from "./series.ts";

/** Both ends in milliseconds since 1970, and both inside. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The stretches of time in which instants follow each other within a step. */
export function stretches(at: readonly number[], step: number): readonly Stretch[] {
  const found: { from: number; to: number }[] = [];
  for (const instant of at) {
    const last = found.at(-1);
    if (last && instant - last.to <= step) last.to = instant;
    else found.push({ from: instant, to: instant });
  }
  return found;
}

/**
 * What stands where there is data at all: of nothing, `absent(x)` would have fired, and nobody was there to tell it. Of
 * data that was looked at every `step`, what stands within a step of it counts.
 */
export const covered = (series: readonly Series[], data: readonly Stretch[], step: number): readonly Series[] =>
  series
    .map(({ labels, at }) => ({ labels, at: at.filter((instant) => stands(instant, data, step)) }))
    .filter(({ at }) => at.length > 0);

const stands = (instant: number, data: readonly Stretch[], step: number): boolean =>
  data.some(({ from, to }) => instant > from - step && instant < to + step);

/** Milliseconds between the stretches, and from the last to `now` where that is more than a step. */
export function gaps(data: readonly Stretch[], now: number, step: number): number {
  const between = data.reduce((sum, { from }, index) => sum + (from - (data[index - 1]?.to ?? from)), 0);
  const since = now - (data.at(-1)?.to ?? now);
  return between + (since > step ? since : 0);
}
