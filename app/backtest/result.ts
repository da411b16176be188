import type { Refusal } from "../../metrics/quantflow/labels.ts";
import type { Signal } from "../strategies/strategy.ts";
import type { Curve } from "./curve.ts";
import type { Statistics } from "./statistics/index.ts";

/** What a backtest came to, as JSON: the same bytes for the same candles and request, wherever it ran. */
export interface BacktestResult {
  readonly candles: number;
  /** Length of a bar; null for fewer than two. */
  readonly intervalSeconds: number | null;
  readonly signals: Readonly<Record<Signal, number>>;
  readonly fills: number;
  /** Orders that were not made, by reason. */
  readonly refused: Readonly<Partial<Record<Refusal, number>>>;
  /** These five are exact decimals as text, in the quote currency; fees are part of what was realized or is held. */
  readonly cash: string;
  readonly value: string;
  readonly realizedPnl: string;
  readonly unrealizedPnl: string;
  readonly fees: string;
  readonly statistics: Statistics;
  /** From before the first bar to the close of the last one; at most 800 points. */
  readonly equity: Curve;
}
