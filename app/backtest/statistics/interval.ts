/** Crypto markets do not close. */
const YEAR_MS = 365 * 86_400_000;

/**
 * Length of a bar in milliseconds: the smallest step between two opening times, because a longer one is a gap. Undefined
 * for fewer than two bars.
 */
export function intervalOf(openTime: Float64Array): number | undefined {
  let smallest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < openTime.length; index += 1) {
    const step = (openTime[index] as number) - (openTime[index - 1] as number);
    if (step < smallest) smallest = step;
  }
  return Number.isFinite(smallest) ? smallest : undefined;
}

/** How many bars a year of 365 days has. */
export const barsPerYear = (intervalMs: number): number => YEAR_MS / intervalMs;

/**
 * When the portfolio had the value of an index, milliseconds since the epoch: 0 is before the first bar, and every other
 * is the close of the bar before it.
 */
export const valuedAt = (openTime: Float64Array, interval: number | undefined, index: number): number =>
  index === 0 ? (openTime[0] ?? 0) : (openTime[index - 1] as number) + (interval ?? 0);
