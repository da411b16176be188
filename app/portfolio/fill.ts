import type { Units } from "./units.ts";

export type Side = "buy" | "sell";
/** Who was first in the book: a maker's order waited there, a taker's met it. */
export type Liquidity = "maker" | "taker";

/** What an order came to. The ledger is nothing but its fills, so it can be made anew from them. */
export interface Fill {
  /** Base asset: `BTC`. */
  readonly asset: string;
  readonly side: Side;
  readonly liquidity: Liquidity;
  readonly size: Units;
  readonly price: Units;
  /** In the quote currency. */
  readonly fee: Units;
}
