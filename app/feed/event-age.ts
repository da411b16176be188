import type { BookTicker, MarketEvent } from "../engine/events.ts";

/** An event that carries the exchange's time. */
export type TimedEvent = Exclude<MarketEvent, BookTicker>;

export const isTimed = (event: MarketEvent): event is TimedEvent => event.kind !== "bookTicker";

/**
 * Seconds between the exchange's sending and our receiving, by the exchange's clock (`offsetSeconds` is theirs minus
 * ours); 0 when the error of the clocks makes it negative.
 */
export const eventAge = (event: TimedEvent, offsetSeconds: number): number =>
  Math.max(0, (event.receivedAt - event.eventTime) / 1000 + offsetSeconds);
