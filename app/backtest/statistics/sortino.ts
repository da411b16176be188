import { mean } from "./returns.ts";

/**
 * Sortino ratio of the returns of equal periods, annualised: mean / downside deviation * sqrt(periods a year), with a
 * target of 0. The downside deviation is the root of the mean of min(r, 0)^2 over all periods, those that gained
 * included. Undefined without a loss.
 *
 * Frank A. Sortino and Lee N. Price, Performance Measurement in a Downside Risk Framework, The Journal of Investing 3
 * (3), 1994.
 */
export function sortino(returns: Float64Array, periodsPerYear: number): number | undefined {
  let squares = 0;
  for (let index = 0; index < returns.length; index += 1) {
    const one = returns[index] as number;
    if (one < 0) squares += one * one;
  }
  if (squares === 0) return undefined;
  return (mean(returns) / Math.sqrt(squares / returns.length)) * Math.sqrt(periodsPerYear);
}
