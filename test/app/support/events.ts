import type { Candle, Trade } from "../../../app/engine/events.ts";

export const SECOND = 1_000;

/** The closed candle of second number `index`. */
export const candleAt = (index: number, close: number, open = close, market = "BTCUSDT"): Candle => ({
  kind: "kline",
  market,
  receivedAt: (index + 1) * SECOND,
  eventTime: (index + 1) * SECOND,
  openTime: index * SECOND,
  open,
  high: Math.max(open, close),
  low: Math.min(open, close),
  close,
  volume: 1,
  closed: true,
});

export const tradeAt = (time: number, price: number, market = "BTCUSDT"): Trade => ({
  kind: "trade",
  market,
  receivedAt: time,
  eventTime: time,
  id: time,
  price,
  quantity: 1,
});
