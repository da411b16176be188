import type { Candle, MarketEvent } from "../engine/events.ts";
import type { Execution, Order, Quote } from "../engine/execution.ts";
import type { Liquidity } from "../portfolio/fill.ts";
import { ONE, type Units } from "../portfolio/units.ts";
import type { SlippedPrice } from "./slippage.ts";

export interface NextOpenOptions {
  /**
   * A taker's order meets the book at the opening price, with slippage. A maker's rests there and is filled only by a bar
   * that trades beyond it, below for a buy and above for a sell; where none does, it moves to the next bar's opening
   * price.
   */
  readonly liquidity: Liquidity;
  readonly slipped: SlippedPrice;
  /** What one buy spends, in the quote currency. */
  readonly orderValue: Units;
}

/** Fills at the opening price of the bar after the decision: the first price that nothing of it was made from. */
export class NextOpen implements Execution {
  readonly #options: NextOpenOptions;

  constructor(options: NextOpenOptions) {
    this.#options = options;
  }

  quote(order: Order, event: MarketEvent): Quote | undefined {
    if (event.kind !== "kline" || event.openTime <= order.decidedAt) return undefined;
    return this.#options.liquidity === "maker" ? maker(order, event) : this.#taker(order, event);
  }

  #taker({ side, size }: Order, { open, volume }: Candle): Quote | undefined {
    const { slipped, orderValue } = this.#options;
    // A buy is sized by its price, which is near the opening price: near enough for its share of the volume.
    const price = slipped(open, side, size ?? (orderValue / open) * ONE, volume);
    return price === undefined ? undefined : { price, liquidity: "taker" };
  }
}

function maker({ side }: Order, { open, high, low }: Candle): Quote | undefined {
  const tradedBeyond = side === "buy" ? low < open : high > open;
  return tradedBeyond ? { price: open, liquidity: "maker" } : undefined;
}
