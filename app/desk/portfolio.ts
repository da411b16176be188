import { ONE, unitsText } from "../portfolio/units.ts";
import type { Position, Valuation } from "../portfolio/valuation.ts";
import type { PortfolioView } from "./view.ts";

/** What the desk asks of the live ledger. */
export interface Books {
  valuation(): Valuation;
  positions(): readonly Position[];
}

export function portfolioView(books: Books, currency: string): PortfolioView {
  const { value, cash, realizedPnl, unrealizedPnl, fees } = books.valuation();
  return {
    currency,
    value: unitsText(value),
    cash: unitsText(cash),
    realizedPnl: unitsText(realizedPnl),
    unrealizedPnl: unitsText(unrealizedPnl),
    fees: unitsText(fees),
    positions: books.positions().map((position) => ({
      asset: position.asset,
      size: unitsText(position.size),
      cost: unitsText(position.cost),
      averageCost: unitsText(position.averageCost),
      lastPrice: unitsText(position.price),
      value: unitsText(position.value),
      unrealizedPnl: unitsText(position.unrealizedPnl),
    })),
  };
}

/** Profit or loss since the start, for a curve, which needs no more than a double. */
export function pnlOf(books: Books): number {
  const { realizedPnl, unrealizedPnl } = books.valuation();
  return Number(realizedPnl + unrealizedPnl) / ONE;
}
