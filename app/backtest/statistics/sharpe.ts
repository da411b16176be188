import { mean } from "./returns.ts";

/** A deviation below this share of the mean is what rounding leaves of none at all. */
const ROUNDING = 1e-9;

/**
 * Sharpe ratio of the returns of equal periods, annualised: mean / sample standard deviation * sqrt(periods a year), with
 * a riskless rate of 0. Undefined for fewer than two returns and for returns that do not vary.
 *
 * William F. Sharpe, The Sharpe Ratio, The Journal of Portfolio Management 21 (1), 1994, with its rule for time.
 */
export function sharpe(returns: Float64Array, periodsPerYear: number): number | undefined {
  if (returns.length < 2) return undefined;
  const average = mean(returns);
  let squares = 0;
  for (let index = 0; index < returns.length; index += 1) squares += ((returns[index] as number) - average) ** 2;
  const deviation = Math.sqrt(squares / (returns.length - 1));
  return deviation <= Math.abs(average) * ROUNDING ? undefined : (average / deviation) * Math.sqrt(periodsPerYear);
}
