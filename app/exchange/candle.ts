import { priceText, quantityText } from "./frames.ts";

export const INTERVALS = { "1s": 1_000, "1m": 60_000, "5m": 300_000 } as const;
export type Interval = keyof typeof INTERVALS;

/** The running candle of one interval. */
export class CandleBuilder {
  readonly interval: Interval;
  #openTime: number;
  #open: number;
  #high: number;
  #low: number;
  #close: number;
  #volume = 0;
  #trades = 0;

  constructor(interval: Interval, now: number, price: number) {
    this.interval = interval;
    this.#openTime = now - (now % INTERVALS[interval]);
    this.#open = this.#high = this.#low = this.#close = price;
  }

  add(price: number, quantity: number): void {
    this.#high = Math.max(this.#high, price);
    this.#low = Math.min(this.#low, price);
    this.#close = price;
    this.#volume += quantity;
    this.#trades += 1;
  }

  /** The `k` of a kline frame at `now`; when its interval is over it is closed, and the next one begins. */
  update(market: string, now: number): Readonly<Record<string, unknown>> {
    const closed = now >= this.#openTime + INTERVALS[this.interval];
    const fields = this.#fields(market, closed);
    if (closed) this.#restart(now);
    return fields;
  }

  #restart(now: number): void {
    this.#openTime = now - (now % INTERVALS[this.interval]);
    this.#open = this.#high = this.#low = this.#close;
    this.#volume = this.#trades = 0;
  }

  #fields(market: string, closed: boolean): Readonly<Record<string, unknown>> {
    return {
      t: this.#openTime,
      T: this.#openTime + INTERVALS[this.interval] - 1,
      s: market,
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
