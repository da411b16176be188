import { type Candles, emptyCandles } from "../../../../app/backtest/candles.ts";
import { ONE } from "../../../../app/portfolio/units.ts";
import { SECOND } from "../../support/events.ts";

export interface Bar {
  readonly open: number;
  readonly close: number;
  readonly volume?: number;
}

/** Bars of a second, at whole coins; each trades a little beyond its open and close. */
export function candlesOf(bars: readonly Bar[]): Candles {
  const candles = emptyCandles(bars.length);
  for (const [index, { open, close, volume = 1 }] of bars.entries()) {
    candles.openTime[index] = index * SECOND;
    candles.open[index] = open * ONE;
    candles.high[index] = (Math.max(open, close) + 0.5) * ONE;
    candles.low[index] = (Math.min(open, close) - 0.5) * ONE;
    candles.close[index] = close * ONE;
    candles.volume[index] = volume;
  }
  return candles;
}

/** Each opens where the one before closed. */
export const candlesAt = (...closes: readonly number[]): Candles =>
  candlesOf(closes.map((close, index) => ({ open: closes[index - 1] ?? close, close })));

/** Up and down often enough for every strategy to trade. */
export const waves = (count: number): Candles =>
  candlesAt(
    ...Array.from({ length: count }, (_, index) => 100 + Math.round(10 * Math.sin(index / 7) + 3 * Math.sin(index))),
  );
