/** A stretch of time with one value; milliseconds since 1970. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** Equal values one after the other as one stretch. A value holds until the next point, the last one for a `step`. */
export function stretchesOf(
  times: readonly number[],
  values: readonly (number | null)[],
  step: number,
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  times.forEach((from, at) => {
    const value = values[at];
    if (value === null || value === undefined) return;
    const to = from + step;
    const last = stretches.at(-1);
    if (last && last.to === from && last.value === value) stretches[stretches.length - 1] = { ...last, to };
    else stretches.push({ from, to, value });
  });
  return stretches;
}
