import type { Units } from "../../portfolio/units.ts";

/**
 * Profit factor: the sum of the gains / the sum of the losses of the closed trades, fees included. Undefined without a
 * loss, and so without a trade.
 *
 * Robert Pardo, The Evaluation and Optimization of Trading Strategies, second edition, Wiley, 2008.
 */
export function profitFactor(profits: readonly Units[]): number | undefined {
  let [gains, losses] = [0, 0];
  for (const profit of profits) {
    if (profit > 0) gains += profit;
    else losses -= profit;
  }
  return losses === 0 ? undefined : gains / losses;
}

/** Share of the closed trades that gained, fees included; one that came out even did not. Undefined without a trade. */
export const winRate = (profits: readonly Units[]): number | undefined =>
  profits.length === 0 ? undefined : profits.filter((profit) => profit > 0).length / profits.length;
