import { DataFrame, type IDataFrame, type ISeries } from "data-forge";
import { backtest, type IBar, type IStrategy } from "grademark";
import type { Candles } from "../app/backtest/candles.ts";
import { ONE } from "../app/portfolio/units.ts";

interface AverageBar extends IBar {
  readonly fast: number;
  readonly slow: number;
}

type Bars = IDataFrame<number, IBar>;
type AverageBars = IDataFrame<number, AverageBar>;

/** The bars as grademark takes them. */
const barsOf = ({ openTime, open, high, low, close, volume }: Candles): Bars =>
  new DataFrame<number, IBar>(
    Array.from(close, (price, index) => ({
      time: new Date(openTime[index] as number),
      open: (open[index] as number) / ONE,
      high: (high[index] as number) / ONE,
      low: (low[index] as number) / ONE,
      close: price / ONE,
      volume: volume[index] as number,
    })),
  ).bake();

const average = (close: ISeries<number, number>, length: number): ISeries<number, number> =>
  close.rollingWindow(length).select((window) => window.average());

const withAverages = (bars: Bars, fast: number, slow: number): AverageBars => {
  const close = bars.deflate((bar) => bar.close);
  const averages = { fast: average(close, fast), slow: average(close, slow) };
  return bars.withSeries<AverageBar>(averages).skip(slow).bake();
};

/** Two averages crossing. */
const entryRule: IStrategy<AverageBar>["entryRule"] = (enterPosition, { bar }) => {
  if (bar.fast > bar.slow) enterPosition();
};
const exitRule: NonNullable<IStrategy<AverageBar>["exitRule"]> = (exitPosition, { bar }) => {
  if (bar.fast < bar.slow) exitPosition();
};

export interface Grademark {
  /** Trades that it made, with the averages made as its documentation makes them; one still open at the end included. */
  readonly whole: () => number;
  /** The same on bars that have their averages already. */
  readonly given: () => number;
}

export function grademark(candles: Candles, fast: number, slow: number): Grademark {
  const bars = barsOf(candles);
  const averaged = withAverages(bars, fast, slow);
  const given: IStrategy<AverageBar> = { entryRule, exitRule };
  const whole: IStrategy<IBar, AverageBar> = {
    prepIndicators: ({ inputSeries }) => withAverages(inputSeries, fast, slow),
    entryRule,
    exitRule,
  };
  return { whole: () => backtest(whole, bars).length, given: () => backtest(given, averaged).length };
}
