/**
 * Simple returns from value to value, r(i) = v(i) / v(i-1) - 1, one fewer than there are values. After a value of 0
 * nothing is left that could return anything: 0.
 */
export function returnsOf(equity: Float64Array): Float64Array {
  const returns = new Float64Array(Math.max(0, equity.length - 1));
  for (let index = 0; index < returns.length; index += 1) {
    const before = equity[index] as number;
    returns[index] = before === 0 ? 0 : (equity[index + 1] as number) / before - 1;
  }
  return returns;
}

/** Growth over the whole time, last / first - 1; 0 of fewer than two values. */
export function totalReturn(equity: Float64Array): number {
  const first = equity[0];
  return first === undefined || first === 0 ? 0 : (equity[equity.length - 1] as number) / first - 1;
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index] as number;
  return sum / values.length;
}
