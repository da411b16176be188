import type { BookTicker, MarketEvent } from "../engine/events.ts";

/** An event that carries the exchange's time. */
export type TimedEvent = Exclude<MarketEvent, BookTicker>;

export const isTimed = (event: MarketEvent): event is TimedEvent => event.kind !== "bookTicker";
