import type { Liquidity, Side } from "../portfolio/fill.ts";
import type { Units } from "../portfolio/units.ts";
import type { MarketEvent } from "./events.ts";

/** An order at the market, decided on a closed candle. */
export interface Order {
  readonly side: Side;
  /** Of the base asset; undefined for a buy, which is sized by the price that it meets. */
  readonly size?: Units;
  /** Opening time of the candle that it was decided on, milliseconds since the epoch. */
  readonly decidedAt: number;
}

export interface Quote {
  readonly price: Units;
  readonly liquidity: Liquidity;
}

/** Where orders meet the market: at the next price live, at the next bar's open with slippage in a backtest. */
export interface Execution {
  /** What an order would get on this event; undefined when the event offers nothing. Pure. */
  quote(order: Order, event: MarketEvent): Quote | undefined;
}
