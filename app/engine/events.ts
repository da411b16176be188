import type { Units } from "../portfolio/units.ts";

/**
 * Market data, as the engine sees it. Times are milliseconds since the epoch. Prices are whole units, so that they are
 * exact; quantities of the market are doubles of the base asset, because they are summed and compared, never owed.
 */
interface Received {
  readonly market: string;
  /** Our clock when the event arrived; in a backtest, when it would have. */
  readonly receivedAt: number;
  /** Of the past: fetched to fill a gap, or replayed. No order follows; a strategy that knows later candles is not told. */
  readonly backfilled?: true;
}

export interface Trade extends Received {
  readonly kind: "trade";
  readonly id: number;
  readonly price: Units;
  readonly quantity: number;
  /** When the exchange sent it. */
  readonly eventTime: number;
  /** When it was made in the exchange's engine. */
  readonly tradeTime: number;
}

/** The exchange gives the best bid and ask without a time. */
export interface BookTicker extends Received {
  readonly kind: "bookTicker";
  readonly bid: Units;
  readonly ask: Units;
}

export interface MiniTicker extends Received {
  readonly kind: "miniTicker";
  readonly close: Units;
  readonly eventTime: number;
}

export interface Candle extends Received {
  readonly kind: "kline";
  readonly openTime: number;
  readonly open: Units;
  readonly high: Units;
  readonly low: Units;
  readonly close: Units;
  readonly volume: number;
  /** The last update of its interval. */
  readonly closed: boolean;
  readonly eventTime: number;
}

export type MarketEvent = Trade | BookTicker | MiniTicker | Candle;
