import { type Candles, emptyCandles } from "../app/backtest/candles.ts";
import { ONE } from "../app/portfolio/units.ts";

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const STEP = 0.002;

/** Numerical Recipes' linear congruential generator: the same bars at every run. */
function* uniform(): Generator<number, never> {
  for (let state = 1; ; state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) yield state / 2 ** 32;
}

/** A random walk of minutes around 64,000 USDT, each opening where the one before closed. */
export function walk(bars: number): Candles {
  const candles = emptyCandles(bars);
  const random = uniform();
  let price = 64_000 * ONE;
  for (let index = 0; index < bars; index += 1) {
    const open = price;
    price = Math.round(price * (1 + (random.next().value - 0.5) * STEP));
    candles.openTime[index] = START + index * MINUTE;
    candles.open[index] = open;
    candles.high[index] = Math.max(open, price);
    candles.low[index] = Math.min(open, price);
    candles.close[index] = price;
    candles.volume[index] = 10 + 20 * random.next().value;
  }
  return candles;
}
