import type { Side } from "../portfolio/fill.ts";
import type { Units } from "../portfolio/units.ts";
import type { MarketEvent } from "./events.ts";
import type { Execution } from "./execution.ts";

/**
 * The price at which a position is valued after an event; of bid and ask the bid, which is what a long position would
 * be sold for. 0 when that side of the book is empty.
 */
export function lastPrice(event: MarketEvent): Units {
  switch (event.kind) {
    case "trade":
      return event.price;
    case "bookTicker":
      return event.bid;
    case "miniTicker":
    case "kline":
      return event.close;
  }
}

/** A mini ticker is up to a second old, and a candle that was open at the decision opened before it: neither fills. */
function offered(event: MarketEvent, side: Side, decidedAt: number): Units {
  switch (event.kind) {
    case "trade":
      return event.price;
    case "bookTicker":
      return side === "buy" ? event.ask : event.bid;
    case "miniTicker":
      return 0;
    case "kline":
      return event.openTime > decidedAt ? event.open : 0;
  }
}

/** Live orders on paper: filled whole at the first price after the decision, against the book. */
export const nextPrice: Execution = {
  quote({ side, decidedAt }, event) {
    const price = offered(event, side, decidedAt);
    return price > 0 ? { price, liquidity: "taker" } : undefined;
  },
};
