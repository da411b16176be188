import { z } from "zod";
import { MovingDeviation } from "./moving-deviation.ts";
import type { Signal, Strategy } from "./strategy.ts";

const LONGEST_WINDOW = 10_000;

/**
 * No value lies further from the mean of n values that include it than sqrt(n - 1) of their standard deviations
 * (Samuelson's inequality, https://doi.org/10.1080/01621459.1968.10480944), so an entry beyond that is never reached.
 */
const reachable = (entry: number, window: number): boolean => entry < Math.sqrt(window - 1);

/** `window` in candles; `entry` and `exit` in standard deviations from the mean. */
export const meanReversionParameters = z
  .strictObject({
    window: z.int().min(3).max(LONGEST_WINDOW).default(20),
    entry: z.number().positive().max(10).default(2),
    exit: z.number().min(-10).max(10).default(0),
  })
  .refine(({ entry, exit }) => exit > -entry, {
    message: "exit must be above -entry, or it would sell where it buys",
    path: ["exit"],
  })
  .refine(({ entry, window }) => reachable(entry, window), {
    message: "entry is never reached: it must be below sqrt(window - 1)",
    path: ["entry"],
  });

export type MeanReversionParameters = z.output<typeof meanReversionParameters>;

/**
 * Buys what has fallen far below its mean and sells it when it is back. With z = (close - mean) / deviation over the
 * last `window` closes, the newest included, it buys when z < -entry and sells when z >= exit.
 * Source: E. P. Chan, Algorithmic Trading: Winning Strategies and Their Rationale, Wiley 2013, chapter 3 (Bollinger bands).
 */
export class MeanReversion implements Strategy {
  readonly #deviation: MovingDeviation;
  readonly #entry: number;
  readonly #exit: number;
  #entered = false;

  constructor({ window, entry, exit }: MeanReversionParameters) {
    this.#deviation = new MovingDeviation(window);
    this.#entry = entry;
    this.#exit = exit;
  }

  next(close: number): Signal | undefined {
    const z = this.#deviation.next(close);
    // False of a NaN either way.
    if (!(this.#entered ? z >= this.#exit : z < -this.#entry)) return undefined;
    this.#entered = !this.#entered;
    return this.#entered ? "buy" : "sell";
  }
}
