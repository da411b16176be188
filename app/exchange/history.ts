import type { MarketFrame } from "./frames.ts";

/** A trade by the names of the REST interface. */
export interface PastTrade {
  readonly id: number;
  readonly price: string;
  readonly qty: string;
  readonly time: number;
  readonly isBuyerMaker: boolean;
}

/** A candle as the REST interface gives it: open time, prices, volume, close time, number of trades. */
export interface PastCandle {
  readonly openTime: number;
  readonly prices: readonly [open: string, high: string, low: string, close: string];
  readonly volume: string;
  readonly closeTime: number;
  readonly trades: number;
}

/** Events kept of each market and kind at least, at most double. */
const KEPT = 20_000;
const CANDLE_STREAM = /@kline_(\w+)$/;

function keep<E>(list: E[], event: E): void {
  list.push(event);
  if (list.length >= 2 * KEPT) list.splice(0, KEPT);
}

function listed<E>(map: Map<string, E[]>, key: string): E[] {
  const found = map.get(key) ?? [];
  map.set(key, found);
  return found;
}

/** What happened on the exchange, whoever listened: what its REST interface tells afterwards. */
export class History {
  readonly #trades = new Map<string, PastTrade[]>();
  readonly #candles = new Map<string, PastCandle[]>();

  /** Takes a trade or a closed candle, in the order in which they happen. */
  record({ stream, kind, data }: MarketFrame): void {
    const market = String(data["s"]);
    if (kind === "trade") keep(listed(this.#trades, market), pastTrade(data));
    const interval = CANDLE_STREAM.exec(stream)?.[1];
    if (interval !== undefined) keep(listed(this.#candles, `${market} ${interval}`), pastCandle(data["k"]));
  }

  /** The first `limit` trades from an id on; the last ones when it is undefined. */
  trades(market: string, fromId: number | undefined, limit: number): readonly PastTrade[] {
    const all = this.#trades.get(market) ?? [];
    return fromId === undefined ? all.slice(-limit) : all.filter(({ id }) => id >= fromId).slice(0, limit);
  }

  /** Candles that opened within the times, milliseconds since the epoch, both included. */
  candles(market: string, interval: string, startTime: number, endTime: number): readonly PastCandle[] {
    const all = this.#candles.get(`${market} ${interval}`) ?? [];
    return all.filter(({ openTime }) => openTime >= startTime && openTime <= endTime);
  }
}

const pastTrade = (data: MarketFrame["data"]): PastTrade => ({
  id: Number(data["t"]),
  price: String(data["p"]),
  qty: String(data["q"]),
  time: Number(data["T"]),
  isBuyerMaker: data["m"] === true,
});

function pastCandle(data: unknown): PastCandle {
  const k = data as Readonly<Record<string, unknown>>;
  return {
    openTime: Number(k["t"]),
    prices: [String(k["o"]), String(k["h"]), String(k["l"]), String(k["c"])],
    volume: String(k["v"]),
    closeTime: Number(k["T"]),
    trades: Number(k["n"]),
  };
}
