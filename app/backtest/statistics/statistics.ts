import type { Units } from "../../portfolio/units.ts";
import { maxDrawdown } from "./drawdown.ts";
import { barsPerYear, valuedAt } from "./interval.ts";
import { returnsOf, totalReturn } from "./returns.ts";
import { sharpe } from "./sharpe.ts";
import { sortino } from "./sortino.ts";
import { profitFactor, winRate } from "./trades.ts";

/** What happened over the bars. */
export interface History {
  readonly openTime: Float64Array;
  /** Length of a bar in milliseconds; undefined for fewer than two. */
  readonly interval: number | undefined;
  /** Value of the portfolio: before the first bar, and at the close of each. */
  readonly equity: Float64Array;
  /** Of the trades that were closed, fees included. */
  readonly profits: readonly Units[];
  /** Bars at whose close something was held. */
  readonly barsHeld: number;
}

/** Shares are from 0 to 1; null is what has no value, each for the reason that its formula's file gives. */
export interface Statistics {
  /** Growth over the whole time. */
  readonly return: number;
  readonly maxDrawdown: {
    readonly ratio: number;
    /** From the peak until it was reached again, or to the end. */
    readonly bars: number;
    readonly seconds: number;
  };
  /** Annualised from bar to bar, with 365 days a year. */
  readonly sharpe: number | null;
  readonly sortino: number | null;
  readonly profitFactor: number | null;
  /** Share of the bars at whose close something was held. */
  readonly exposure: number | null;
  /** Closed trades. */
  readonly trades: number;
  readonly winRate: number | null;
}

export function statisticsOf(history: History): Statistics {
  const { openTime, interval, equity, profits, barsHeld } = history;
  const returns = returnsOf(equity);
  const perYear = interval === undefined ? Number.NaN : barsPerYear(interval);
  return {
    return: totalReturn(equity),
    maxDrawdown: drawdownOf(history),
    sharpe: known(sharpe(returns, perYear)),
    sortino: known(sortino(returns, perYear)),
    profitFactor: known(profitFactor(profits)),
    exposure: known(barsHeld / openTime.length),
    trades: profits.length,
    winRate: known(winRate(profits)),
  };
}

/** JSON has no other word for what is not a number. */
const known = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : value;

function drawdownOf({ openTime, interval, equity }: History): Statistics["maxDrawdown"] {
  const { ratio, peak, end } = maxDrawdown(equity);
  const milliseconds = valuedAt(openTime, interval, end) - valuedAt(openTime, interval, peak);
  return { ratio, bars: end - peak, seconds: milliseconds / 1000 };
}
