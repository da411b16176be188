/**
 * Market data, as the engine sees it. Times are milliseconds since the epoch. Prices are doubles: an exchange price of
 * at most 15 significant digits survives the trip through a double exactly, and the decoder refuses longer ones.
 */
interface Received {
  readonly market: string;
  /** Our clock when the event arrived; in a backtest, when it would have. */
  readonly receivedAt: number;
}

export interface Trade extends Received {
  readonly kind: "trade";
  readonly id: number;
  readonly price: number;
  readonly quantity: number;
  readonly eventTime: number;
}

/** The exchange gives the best bid and ask without a time. */
export interface BookTicker extends Received {
  readonly kind: "bookTicker";
  readonly bid: number;
  readonly ask: number;
}

export interface MiniTicker extends Received {
  readonly kind: "miniTicker";
  readonly close: number;
  readonly eventTime: number;
}

export interface Candle extends Received {
  readonly kind: "kline";
  readonly openTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  /** The last update of its interval. */
  readonly closed: boolean;
  readonly eventTime: number;
}

export type MarketEvent = Trade | BookTicker | MiniTicker | Candle;
