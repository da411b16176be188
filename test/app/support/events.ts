import type { Candle, Trade } from "../../../app/engine/events.ts";
import { ONE } from "../../../app/portfolio/units.ts";

export const SECOND = 1_000;

/** The closed candle of second number `index`; prices are whole coins of the quote currency, not units. */
export const candleAt = (index: number, close: number, open = close, market = "BTCUSDT"): Candle => ({
  kind: "kline",
  market,
  receivedAt: (index + 1) * SECOND,
  eventTime: (index + 1) * SECOND,
  openTime: index * SECOND,
  open: open * ONE,
  high: Math.max(open, close) * ONE,
  low: Math.min(open, close) * ONE,
  close: close * ONE,
  volume: 1,
  closed: true,
});

export const tradeAt = (time: number, price: number, market = "BTCUSDT"): Trade => ({
  kind: "trade",
  market,
  receivedAt: time,
  eventTime: time,
  tradeTime: time,
  id: time,
  price: price * ONE,
  quantity: 1,
});
