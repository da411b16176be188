import { priceText, quantityText } from "./frames.ts";

export const INTERVALS = { "1s": 1_000, "1m": 60_000, "5m": 300_000 } as const;
export type Interval = keyof typeof INTERVALS;

/** What a `k` of a kline frame holds. */
export type CandleFields = Readonly<Record<string, unknown>>;

/** A timer so late is late; a clock that moved further was set, and its candles begin anew. */
const MOST_MISSED = 60;

/**
 * The candles of one interval, by the time of the trades: each is closed by the first trade or tick at or after its end,
 * and an interval without a trade has a flat one.
 */
export class CandleBuilder {
  readonly interval: Interval;
  readonly #market: string;
  readonly #closed: CandleFields[] = [];
  #openTime: number;
  #open: number;
  #high: number;
  #low: number;
  #close: number;
  #volume = 0;
  #trades = 0;

  /** Times in milliseconds since the epoch, prices in ticks, quantities in steps. */
  constructor(market: string, interval: Interval, now: number, price: number) {
    this.interval = interval;
    this.#market = market;
    this.#openTime = this.#startOf(now);
    this.#open = this.#high = this.#low = this.#close = price;
  }

  add(price: number, quantity: number, now: number): void {
    this.#roll(now);
    this.#high = Math.max(this.#high, price);
    this.#low = Math.min(this.#low, price);
    this.#close = price;
    this.#volume += quantity;
    this.#trades += 1;
  }

  /** Every candle that ended since it was last asked, oldest first; when none did, the running one. */
  update(now: number): readonly CandleFields[] {
    this.#roll(now);
    const closed = this.#closed.splice(0);
    return closed.length > 0 ? closed : [this.#fields(false)];
  }

  #startOf(now: number): number {
    return now - (now % INTERVALS[this.interval]);
  }

  #roll(now: number): void {
    const step = INTERVALS[this.interval];
    const wasSet = now < this.#openTime || now >= this.#openTime + (1 + MOST_MISSED) * step;
    if (wasSet) this.#restart(this.#startOf(now));
    while (now >= this.#openTime + step) {
      this.#closed.push(this.#fields(true));
      this.#restart(this.#openTime + step);
    }
  }

  #restart(openTime: number): void {
    this.#openTime = openTime;
    this.#open = this.#high = this.#low = this.#close;
    this.#volume = this.#trades = 0;
  }

  #fields(closed: boolean): CandleFields {
    return {
      t: this.#openTime,
      T: this.#openTime + INTERVALS[this.interval] - 1,
      s: this.#market,
      i: this.interval,
      o: priceText(this.#open),
      c: priceText(this.#close),
      h: priceText(this.#high),
      l: priceText(this.#low),
      v: quantityText(this.#volume),
      n: this.#trades,
      x: closed,
    };
  }
}
