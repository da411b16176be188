import type { Candle, Trade } from "../../../app/engine/events.ts";
import { ONE, type Units } from "../../../app/portfolio/units.ts";

export const SECOND = 1_000;

const units = (coins: number): Units => Math.round(coins * ONE);

/** The closed candle of second number `index`; prices are whole coins of the quote currency, not units. */
export const candleAt = (index: number, close: number, open = close, market = "BTCUSDT"): Candle => ({
  kind: "kline",
  market,
  receivedAt: (index + 1) * SECOND,
  eventTime: (index + 1) * SECOND,
  openTime: index * SECOND,
  open: units(open),
  high: units(Math.max(open, close)),
  low: units(Math.min(open, close)),
  close: units(close),
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
  price: units(price),
  quantity: 1,
});
