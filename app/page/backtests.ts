import type { BacktestView } from "../desk/view.ts";
import type { Cell, CellTone, Row, Table } from "./cells.ts";
import { percent } from "./numbers.ts";

export const BACKTESTS: Table = {
  id: "backtests",
  title: "Backtests",
  caption: "Backtests, the newest first, and how far each has come",
  columns: [
    { title: "Id" },
    { title: "Market" },
    { title: "Strategy" },
    { title: "Progress" },
    { title: "Return", numeric: true },
    { title: "Time", numeric: true },
    { title: "More" },
  ],
  empty: "No backtest was run yet.",
};

/** Backtests on the page. */
export const SHOWN_BACKTESTS = 10;

const returnTone = (totalReturn: number): CellTone => {
  if (totalReturn === 0) return "plain";
  return totalReturn > 0 ? "gain" : "loss";
};

function progressCell({ state, progress, error }: BacktestView): Cell {
  switch (state) {
    case "running":
      return { progress, text: `${Math.floor(progress * 100)} %` };
    case "queued":
      return { text: "queued", tone: "quiet" };
    case "completed":
      return { text: "completed", tone: "fine" };
    case "cancelled":
      return { text: "cancelled", tone: "quiet" };
    case "failed":
    case "timeout":
      return { text: error ?? state, tone: "critical" };
  }
}

function moreCell({ id, state }: BacktestView): Cell {
  if (state === "queued" || state === "running") return { cancel: id, text: "Cancel", label: `Cancel backtest ${id}` };
  if (state !== "completed") return { text: "" };
  return {
    href: `/backtests/${encodeURIComponent(id)}/equity.svg`,
    text: "Equity curve",
    label: `Equity curve of ${id}`,
  };
}

export const backtestRows = (backtests: readonly BacktestView[]): readonly Row[] =>
  backtests.slice(0, SHOWN_BACKTESTS).map((backtest) => {
    const { id, market, strategy, totalReturn, seconds } = backtest;
    const gained: Cell =
      totalReturn === undefined ? { text: "" } : { text: percent(totalReturn), tone: returnTone(totalReturn) };
    const ran: Cell = { text: seconds === undefined ? "" : `${seconds.toFixed(2)} s` };
    return {
      key: id,
      cells: [
        { text: id },
        { text: market },
        { text: strategy },
        progressCell(backtest),
        gained,
        ran,
        moreCell(backtest),
      ],
    };
  });
