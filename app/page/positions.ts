import type { PortfolioView } from "../desk/view.ts";
import type { CellTone, Row, Table } from "./cells.ts";
import { decimalsOf, fixed, money, signed, sum, toneOf } from "./numbers.ts";

export const POSITIONS: Table = {
  id: "positions",
  title: "Positions",
  caption: "What is held of each asset, in the quote currency",
  columns: [
    { title: "Asset" },
    { title: "Size", numeric: true },
    { title: "Average cost", numeric: true },
    { title: "Last price", numeric: true },
    { title: "Value", numeric: true },
    { title: "Unrealized", numeric: true },
  ],
  empty: "No open position.",
};

export function positionRows({ positions }: PortfolioView): readonly Row[] {
  const decimals = decimalsOf(positions.map(({ size }) => size));
  return positions.map(({ asset, size, averageCost, lastPrice, value, unrealizedPnl }) => ({
    key: asset,
    cells: [
      { text: asset },
      { text: fixed(size, decimals) },
      { text: money(averageCost) },
      { text: money(lastPrice) },
      { text: money(value) },
      { text: signed(unrealizedPnl), tone: toneOf(unrealizedPnl) },
    ],
  }));
}

/** A number of the summary at the top. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly tone: CellTone;
}

/** The portfolio in six numbers. */
export function figures(portfolio: PortfolioView): readonly Figure[] {
  const { value, cash, realizedPnl, unrealizedPnl, fees } = portfolio;
  const total = sum(realizedPnl, unrealizedPnl);
  const profit = (id: string, title: string, decimal: string): Figure => ({
    ...{ id, title, text: signed(decimal) },
    tone: toneOf(decimal),
  });
  return [
    { id: "value", title: "Value", text: money(value), tone: "plain" },
    profit("pnl", "Profit and loss", total),
    profit("realized", "Realized", realizedPnl),
    profit("unrealized", "Unrealized", unrealizedPnl),
    { id: "fees", title: "Fees", text: money(fees), tone: "plain" },
    { id: "cash", title: "Cash", text: money(cash), tone: "plain" },
  ];
}
