import type { Candles } from "../app/backtest/candles.ts";
import { ONE } from "../app/portfolio/units.ts";

export interface PlainRun {
  readonly trades: number;
  readonly value: number;
}

const CASH = 1_000_000 * ONE;
const ORDER_VALUE = 1_000 * ONE;
const FEE = 0.001;

/**
 * What a backtest costs at the least: two averages crossing, fills at the next open, fees and the value of every bar, in
 * one function over columns, without a strategy, an account or an exact sum.
 */
export function plainLoop({ open, close }: Candles, fast: number, slow: number): PlainRun {
  const at = (column: Float64Array, index: number) => column[index] as number;
  const equity = new Float64Array(close.length);
  let [cash, size, fastSum, slowSum, trades] = [CASH, 0, 0, 0, 0];
  let above: boolean | undefined;
  let pending: boolean | undefined;
  for (let index = 0; index < close.length; index += 1) {
    if (pending === true && size === 0) {
      size = ORDER_VALUE / at(open, index);
      cash -= ORDER_VALUE * (1 + FEE);
    } else if (pending === false && size > 0) {
      cash += size * at(open, index) * (1 - FEE);
      size = 0;
      trades += 1;
    }
    pending = undefined;
    const price = at(close, index);
    fastSum += price - (index < fast ? 0 : at(close, index - fast));
    slowSum += price - (index < slow ? 0 : at(close, index - slow));
    if (index >= slow - 1 && fastSum * slow !== slowSum * fast) {
      const now = fastSum * slow > slowSum * fast;
      if (above !== undefined && above !== now) pending = now;
      above = now;
    }
    equity[index] = cash + size * price;
  }
  return { trades, value: at(equity, equity.length - 1) };
}
