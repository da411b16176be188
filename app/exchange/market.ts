import type { Random } from "../clock.ts";
import { CandleBuilder, INTERVALS, type Interval } from "./candle.ts";
import { type MarketFrame, priceText, quantityText, turnoverText } from "./frames.ts";

export interface MarketOptions {
  /** `BTCUSDT`. */
  readonly market: string;
  /** Starting price in ticks of 0.01. */
  readonly startTicks: number;
  readonly random: Random;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Told each trade and each closed candle, in the order they happened, whoever is subscribed: what a history keeps. */
  readonly recorded?: (frame: MarketFrame) => void;
}

/** A step moves the price by at most this share. */
const LARGEST_MOVE = 0.0004;
const LARGEST_QUANTITY_STEPS = 200_000;

/** One market: a random walk in whole ticks. The sequence of prices is fixed by the random source alone. */
export class Market {
  readonly #market: string;
  readonly #random: Random;
  readonly #lowestTicks: number;
  readonly #recorded: (frame: MarketFrame) => void;
  readonly #candles: readonly CandleBuilder[];
  readonly #openTicks: number;
  #ticks: number;
  #high: number;
  #low: number;
  #volume = 0;
  #turnover = 0n;
  #tradeId = 0;
  #bookId = 0;

  constructor({ market, startTicks, random, now, recorded = () => undefined }: MarketOptions) {
    this.#market = market;
    this.#recorded = recorded;
    this.#random = random;
    this.#ticks = this.#openTicks = this.#high = this.#low = startTicks;
    this.#lowestTicks = Math.max(2, Math.floor(startTicks / 10));
    this.#candles = Object.keys(INTERVALS).map(
      (interval) => new CandleBuilder(market, interval as Interval, now, startTicks),
    );
  }

  /** A trade and the book that it leaves. */
  trade(now: number): readonly MarketFrame[] {
    const largest = Math.max(1, Math.floor(this.#ticks * LARGEST_MOVE));
    const move = Math.floor(this.#random() * (2 * largest + 1)) - largest;
    this.#ticks = Math.max(this.#lowestTicks, this.#ticks + move);
    this.#high = Math.max(this.#high, this.#ticks);
    this.#low = Math.min(this.#low, this.#ticks);
    const quantity = 1 + Math.floor(this.#random() * LARGEST_QUANTITY_STEPS);
    this.#volume += quantity;
    this.#turnover += BigInt(this.#ticks * quantity);
    for (const candle of this.#candles) candle.add(this.#ticks, quantity, now);
    const trade = this.#tradeFrame(now, quantity, move < 0);
    this.#recorded(trade);
    return [trade, this.#bookFrame(quantity)];
  }

  /** What is pushed once a second: the mini ticker, and of each interval the candles that ended or the running one. */
  everySecond(now: number): readonly MarketFrame[] {
    const klines = this.#candles.flatMap((candle) => this.#klines(candle, now));
    return [this.#miniTickerFrame(now), ...klines];
  }

  #klines(candle: CandleBuilder, now: number): readonly MarketFrame[] {
    return candle.update(now).map((k) => {
      const frame = this.#frame("kline", { e: "kline", E: now, s: this.#market, k }, `kline_${candle.interval}`);
      if (k["x"] === true) this.#recorded(frame);
      return frame;
    });
  }

  #frame(kind: MarketFrame["kind"], data: MarketFrame["data"], name: string = kind): MarketFrame {
    return { stream: `${this.#market.toLowerCase()}@${name}`, kind, data };
  }

  #tradeFrame(now: number, quantity: number, buyerIsMaker: boolean): MarketFrame {
    this.#tradeId += 1;
    return this.#frame("trade", {
      e: "trade",
      E: now,
      s: this.#market,
      t: this.#tradeId,
      p: priceText(this.#ticks),
      q: quantityText(quantity),
      T: now,
      m: buyerIsMaker,
      M: true,
    });
  }

  /** Without `e`, `E` and `T`, as Binance sends it. */
  #bookFrame(quantity: number): MarketFrame {
    this.#bookId += 1;
    return this.#frame("bookTicker", {
      u: this.#bookId,
      s: this.#market,
      b: priceText(this.#ticks - 1),
      B: quantityText(quantity),
      a: priceText(this.#ticks + 1),
      A: quantityText(quantity),
    });
  }

  #miniTickerFrame(now: number): MarketFrame {
    return this.#frame("miniTicker", {
      e: "24hrMiniTicker",
      E: now,
      s: this.#market,
      c: priceText(this.#ticks),
      o: priceText(this.#openTicks),
      h: priceText(this.#high),
      l: priceText(this.#low),
      v: quantityText(this.#volume),
      q: turnoverText(this.#turnover),
    });
  }
}
