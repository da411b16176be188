import type { Candle } from "../engine/events.ts";

/** Candles by column: handed to another thread without a copy, and small. Times in milliseconds since the epoch. */
export interface Candles {
  readonly openTime: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

const COLUMNS = ["openTime", "open", "high", "low", "close", "volume"] as const;

export const emptyCandles = (length: number): Candles => ({
  openTime: new Float64Array(length),
  open: new Float64Array(length),
  high: new Float64Array(length),
  low: new Float64Array(length),
  close: new Float64Array(length),
  volume: new Float64Array(length),
});

/** The buffers to transfer with a message. */
export const buffersOf = (candles: Candles): ArrayBuffer[] =>
  COLUMNS.map((column) => candles[column].buffer as ArrayBuffer);

/** The last closed candles of one market, oldest first when read. */
export class CandleHistory {
  readonly #ring: Candles;
  readonly #capacity: number;
  #seen = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#ring = emptyCandles(capacity);
  }

  get length(): number {
    return Math.min(this.#seen, this.#capacity);
  }

  add(candle: Candle): void {
    const slot = this.#seen % this.#capacity;
    for (const column of COLUMNS) this.#ring[column][slot] = candle[column];
    this.#seen += 1;
  }

  /** A copy of the last `count` candles, or of all there are. */
  last(count: number): Candles {
    const length = Math.min(count, this.length);
    const copy = emptyCandles(length);
    for (let index = 0; index < length; index += 1) {
      const slot = (this.#seen - length + index) % this.#capacity;
      for (const column of COLUMNS) copy[column][index] = this.#ring[column][slot] as number;
    }
    return copy;
  }
}
