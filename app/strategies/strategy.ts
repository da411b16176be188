export type Signal = "buy" | "sell";

/** Sees one market's closing prices in order, and nothing else: so it cannot look ahead. */
export interface Strategy {
  /** `close` in units, above 0. */
  next(close: number): Signal | undefined;
}
