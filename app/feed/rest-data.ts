import type { Candle, Trade } from "../engine/events.ts";
import { allNumbers, isFields, price, quantity, whole } from "./fields.ts";

/** Events by the exchange's REST names; undefined when one of them is not what was asked for. */
type Read<E> = (value: unknown, market: string, receivedAt: number) => E | undefined;

/** `{"id":28457,"price":"4.00000100","qty":"12.00000000","time":1499865549590,…}`. */
const readTrade: Read<Trade> = (value, market, receivedAt) => {
  if (!isFields(value)) return undefined;
  const [id, time, at, size] = [
    whole(value["id"]),
    whole(value["time"]),
    price(value["price"]),
    quantity(value["qty"]),
  ];
  if (!allNumbers(id, time, at, size)) return undefined;
  const times = { receivedAt, eventTime: time, tradeTime: time };
  return { kind: "trade", market, id, price: at, quantity: size, ...times, backfilled: true };
};

/** `[openTime,"open","high","low","close","volume",closeTime,…]`. */
const readCandle: Read<Candle> = (value, market, receivedAt) => {
  if (!Array.isArray(value)) return undefined;
  const [open, high, low, close] = [price(value[1]), price(value[2]), price(value[3]), price(value[4])];
  const [openTime, closeTime, volume] = [whole(value[0]), whole(value[6]), quantity(value[5])];
  if (!allNumbers(open, high, low, close, openTime, closeTime, volume) || low > high) return undefined;
  const prices = { open, high, low, close };
  const times = { receivedAt, openTime, eventTime: closeTime + 1 };
  return { kind: "kline", market, ...prices, volume, closed: true, ...times, backfilled: true };
};

const readAll =
  <E>(read: Read<E>) =>
  (answer: unknown, market: string, receivedAt: number): readonly E[] | undefined => {
    if (!Array.isArray(answer)) return undefined;
    const events = answer.map((value) => read(value, market, receivedAt));
    return events.includes(undefined) ? undefined : events.filter((event) => event !== undefined);
  };

export const readTrades = readAll(readTrade);
export const readCandles = readAll(readCandle);

/** `{"serverTime":1499827319559}`. */
export function readTime(answer: unknown): number | undefined {
  const time = isFields(answer) ? whole(answer["serverTime"]) : 0;
  return time > 0 ? time : undefined;
}
