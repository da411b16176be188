import type { Candle } from "../engine/events.ts";
import type { Units } from "../portfolio/units.ts";
import type { Candles } from "./candles.ts";

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** One candle object for all the bars of a run: an object a bar would cost more than the engine does. */
export class CandleCursor {
  readonly candle: Writable<Candle>;
  readonly #candles: Candles;

  constructor(candles: Candles, market: string) {
    this.#candles = candles;
    const zero = { receivedAt: 0, eventTime: 0, openTime: 0, open: 0, high: 0, low: 0, close: 0, volume: 0 };
    this.candle = { kind: "kline", market, ...zero, closed: true };
  }

  /** The candle of an index. Its times are its opening: the length of a bar would be read off bars that are to come. */
  at(index: number): Candle {
    const { openTime, open, high, low, close, volume } = this.#candles;
    const { candle } = this;
    candle.openTime = openTime[index] as number;
    candle.eventTime = candle.openTime;
    candle.receivedAt = candle.openTime;
    candle.open = open[index] as Units;
    candle.high = high[index] as Units;
    candle.low = low[index] as Units;
    candle.close = close[index] as Units;
    candle.volume = volume[index] as number;
    return candle;
  }
}
