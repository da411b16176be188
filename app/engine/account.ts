import type { Fill } from "../portfolio/fill.ts";
import type { Units } from "../portfolio/units.ts";

/** What the engine asks of whoever keeps the books: the exact ledger live, plain integers in a backtest. */
export interface Account {
  /** Held of a base asset; 0 when flat. */
  size(asset: string): Units;
  /** Whether the cash covers so much of the quote currency. */
  covers(amount: Units): boolean;
  /**
   * What all positions are worth at their last prices. Past MOST_UNITS it is the nearest double, or throws
   * PORTFOLIO_TOO_LARGE where the books are no larger.
   */
  exposure(): Units;
  /** What was won since the start, realized and unrealized; negative for a loss. Past MOST_UNITS like `exposure`. */
  profit(): Units;
  /** Throws PORTFOLIO_IMPOSSIBLE_FILL when the cash or the position does not cover it. */
  apply(fill: Fill): void;
  /** The last price of an asset, at which its position is valued. */
  mark(asset: string, price: Units): void;
}
