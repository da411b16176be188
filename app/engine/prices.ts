import type { MarketEvent } from "./events.ts";

/**
 * The price at which a position is valued after an event; of bid and ask the bid, which is what a long position would
 * be sold for, and which is exact where their mean is a rounded double.
 */
export function lastPrice(event: MarketEvent): number {
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

/**
 * The price at which an order fills on this event; undefined when the event offers none. A mini ticker is up to a second
 * old, and a candle offers its opening price only when it opened after the one the order was decided on.
 */
export function fillPrice(event: MarketEvent, side: "buy" | "sell", decidedAt: number): number | undefined {
  switch (event.kind) {
    case "trade":
      return event.price;
    case "bookTicker":
      return side === "buy" ? event.ask : event.bid;
    case "miniTicker":
      return undefined;
    case "kline":
      return event.openTime > decidedAt ? event.open : undefined;
  }
}
