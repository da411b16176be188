import { z } from "zod";
import { MovingAverage } from "./moving-average.ts";
import type { Signal, Strategy } from "./strategy.ts";

const LONGEST_WINDOW = 10_000;

/** Lengths of the two averages, in candles. */
export const smaCrossParameters = z
  .strictObject({
    fast: z.int().min(1).max(LONGEST_WINDOW).default(10),
    slow: z.int().min(2).max(LONGEST_WINDOW).default(30),
  })
  .refine(({ fast, slow }) => fast < slow, { message: "fast must be shorter than slow", path: ["fast"] });

export type SmaCrossParameters = z.output<typeof smaCrossParameters>;

/**
 * Buys when the fast average rises above the slow one and sells when it falls below it; each average is the mean of
 * the last `fast` or `slow` closes.
 * Source: J. J. Murphy, Technical Analysis of the Financial Markets, New York Institute of Finance 1999, chapter 9
 * (the double crossover method).
 */
export class SmaCross implements Strategy {
  readonly #fast: MovingAverage;
  readonly #slow: MovingAverage;
  #above: boolean | undefined;

  constructor({ fast, slow }: SmaCrossParameters) {
    this.#fast = new MovingAverage(fast);
    this.#slow = new MovingAverage(slow);
  }

  next(close: number): Signal | undefined {
    const fast = this.#fast.next(close);
    const slow = this.#slow.next(close);
    if (Number.isNaN(slow) || fast === slow) return undefined;
    const before = this.#above;
    this.#above = fast > slow;
    if (before === undefined || before === this.#above) return undefined;
    return this.#above ? "buy" : "sell";
  }
}
