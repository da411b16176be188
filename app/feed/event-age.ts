import type { MarketEvent } from "../engine/events.ts";

/**
 * Seconds between the exchange's sending and our receiving, by the exchange's clock; 0 when the clocks' error makes it
 * negative. Undefined for a book ticker, which carries no time.
 */
export function eventAge(event: MarketEvent, offsetSeconds: number): number | undefined {
  if (event.kind === "bookTicker") return undefined;
  return Math.max(0, (event.receivedAt - event.eventTime) / 1000 + offsetSeconds);
}
