/** Label values that several topics share. */

/** Binance stream kinds that the feed subscribes to. */
export const STREAMS = ["trade", "bookTicker", "miniTicker", "kline"] as const;
export type Stream = (typeof STREAMS)[number];
/** Those whose events carry the exchange's time, so that their age is known; a book ticker's do not. */
export const TIMED_STREAMS = ["trade", "miniTicker", "kline"] as const;

/** Base assets, `BTC`; the configuration names them, so only their number is bounded here. */
export const symbols = { upTo: 50, usually: 3 } as const;

export const SIGNALS = ["buy", "sell"] as const;
export const SIDES = ["buy", "sell"] as const;
export type Side = (typeof SIDES)[number];
export const CURRENCIES = ["USDT"] as const;
/** Why an order was not made; the limits are those of app/engine/risk.ts. */
export const REFUSALS = [
  "cash",
  "too-small",
  "too-large",
  "order-value",
  "position-value",
  "exposure",
  "loss",
  "restoring",
] as const;
export type Refusal = (typeof REFUSALS)[number];
export const STRATEGIES = ["sma-cross", "mean-reversion"] as const;
export type StrategyName = (typeof STRATEGIES)[number];
