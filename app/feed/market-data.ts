import type { BookTicker, Candle, MarketEvent, MiniTicker, Trade } from "../engine/events.ts";
import { allNumbers, type Fields, isFields, price, quantity, whole } from "./fields.ts";

type Read = (data: Fields, market: string, receivedAt: number) => MarketEvent | undefined;

function readTrade(data: Fields, market: string, receivedAt: number): Trade | undefined {
  const [id, eventTime, tradeTime] = [whole(data["t"]), whole(data["E"]), whole(data["T"])];
  const [at, traded] = [price(data["p"]), quantity(data["q"])];
  if (!allNumbers(id, eventTime, tradeTime, at, traded)) return undefined;
  return { kind: "trade", market, receivedAt, id, price: at, quantity: traded, eventTime, tradeTime };
}

function readBookTicker(data: Fields, market: string, receivedAt: number): BookTicker | undefined {
  const [bid, ask] = [price(data["b"]), price(data["a"])];
  if (!allNumbers(bid, ask) || bid > ask) return undefined;
  return { kind: "bookTicker", market, receivedAt, bid, ask };
}

function readMiniTicker(data: Fields, market: string, receivedAt: number): MiniTicker | undefined {
  const [close, eventTime] = [price(data["c"]), whole(data["E"])];
  if (!allNumbers(close, eventTime)) return undefined;
  return { kind: "miniTicker", market, receivedAt, close, eventTime };
}

function readCandle(data: Fields, market: string, receivedAt: number): Candle | undefined {
  const candle = data["k"];
  if (!isFields(candle) || typeof candle["x"] !== "boolean") return undefined;
  const [open, high, low, close] = [price(candle["o"]), price(candle["h"]), price(candle["l"]), price(candle["c"])];
  const [openTime, eventTime, volume] = [whole(candle["t"]), whole(data["E"]), quantity(candle["v"])];
  if (!allNumbers(open, high, low, close, openTime, eventTime, volume) || low > high) return undefined;
  const { x: closed } = candle;
  return { kind: "kline", market, receivedAt, openTime, open, high, low, close, volume, closed, eventTime };
}

/** Readers by the part of a stream's name after `@`, interval left out. */
const READERS: Readonly<Record<string, Read>> = {
  trade: readTrade,
  bookTicker: readBookTicker,
  miniTicker: readMiniTicker,
  kline: readCandle,
};

const STREAM = /^[a-z0-9]+@([A-Za-z]+)(?:_\w+)?$/;

/** The reader of a stream; undefined when we do not know its kind. */
export function readerOf(stream: string): Read | undefined {
  const kind = STREAM.exec(stream)?.[1];
  return kind === undefined || !Object.hasOwn(READERS, kind) ? undefined : READERS[kind];
}
