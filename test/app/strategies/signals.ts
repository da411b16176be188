import { ONE } from "../../../app/portfolio/units.ts";
import type { Signal, Strategy } from "../../../app/strategies/strategy.ts";

/** What a strategy says to closing prices in coins, one after the other. */
export const signalsOf = (strategy: Strategy, closes: readonly number[]): readonly (Signal | undefined)[] =>
  closes.map((close) => strategy.next(Math.round(close * ONE)));
