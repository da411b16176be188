/** The deepest fall of a value below its highest so far; the three are indices into it. */
export interface Drawdown {
  /** Share of the peak that was lost at the trough, 0 to 1. */
  readonly ratio: number;
  readonly peak: number;
  readonly trough: number;
  /** Where the value was back at its peak; the last index when it never was. */
  readonly end: number;
}

/**
 * The maximum drawdown, max over i of (highest up to i - v(i)) / highest up to i; the first of several that are as deep.
 * Of a value that never falls its ratio is 0 and it has no length.
 *
 * Malik Magdon-Ismail and Amir Atiya, Maximum Drawdown, Risk Magazine 17 (10), 2004.
 */
export function maxDrawdown(equity: Float64Array): Drawdown {
  let [highest, ratio, peak, trough] = [0, 0, 0, 0];
  for (let index = 1; index < equity.length; index += 1) {
    const value = equity[index] as number;
    const top = equity[highest] as number;
    if (value >= top) highest = index;
    else if (top - value > ratio * top) [ratio, peak, trough] = [(top - value) / top, highest, index];
  }
  return { ratio, peak, trough, end: ratio === 0 ? 0 : recovery(equity, peak, trough) };
}

function recovery(equity: Float64Array, peak: number, trough: number): number {
  const top = equity[peak] as number;
  for (let index = trough + 1; index < equity.length; index += 1) if ((equity[index] as number) >= top) return index;
  return equity.length - 1;
}
