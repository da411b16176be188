import type { Candle } from "../engine/events.ts";
import type { Interval } from "../store/rollup.ts";

/**
 * Candles of one market by column, oldest first, in memory that threads share: handing them to a worker copies nothing.
 * Times in milliseconds since the epoch, prices in units, volumes in the base asset.
 */
export interface Candles {
  readonly openTime: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/** Candles of a market that opened from `from` up to and not at `to`, milliseconds since the epoch. */
export type CandleSource = (
  market: string,
  from: number,
  to: number,
  signal: AbortSignal,
  interval: Interval,
) => Promise<Candles>;

const COLUMNS = ["openTime", "open", "high", "low", "close", "volume"] as const;

const column = (length: number): Float64Array =>
  new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));

const eachColumn = (make: (name: (typeof COLUMNS)[number]) => Float64Array): Candles => ({
  openTime: make("openTime"),
  open: make("open"),
  high: make("high"),
  low: make("low"),
  close: make("close"),
  volume: make("volume"),
});

export const emptyCandles = (length: number): Candles => eachColumn(() => column(length));

/** Those from `start` up to and not at `end`, in the same memory. */
export const candlesBetween = (candles: Candles, start: number, end: number): Candles =>
  eachColumn((name) => candles[name].subarray(start, end));

/** The last closed candles of one market, their times rising. */
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

  /** One that is not later than the last says that the exchange's clock was set back: those before it are forgotten. */
  add(candle: Candle): void {
    const last = this.#ring.openTime[(this.#seen - 1) % this.#capacity];
    if (last !== undefined && candle.openTime <= last) this.#seen = 0;
    const slot = this.#seen % this.#capacity;
    for (const name of COLUMNS) this.#ring[name][slot] = candle[name];
    this.#seen += 1;
  }

  /** A copy of the last `count` candles, or of all there are, oldest first. */
  last(count: number): Candles {
    const length = Math.min(count, this.length);
    const first = (this.#seen - length) % this.#capacity;
    const untilWrap = Math.min(length, this.#capacity - first);
    const copy = emptyCandles(length);
    for (const name of COLUMNS) {
      copy[name].set(this.#ring[name].subarray(first, first + untilWrap));
      copy[name].set(this.#ring[name].subarray(0, length - untilWrap), untilWrap);
    }
    return copy;
  }
}
