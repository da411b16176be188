import { formatBound } from "./text.ts";

/** Bits of a number's high word that are dropped: left are its sign, its exponent and 5 bits, 32 steps a doubling. */
const DROPPED_BITS = 15;

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
const HIGH_WORD = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** A step that grows with the number, for numbers from 0. */
function stepOf(value: number): number {
  number[0] = value;
  return (words[HIGH_WORD] as number) >>> DROPPED_BITS;
}

function startOf(step: number): number {
  words[1 - HIGH_WORD] = 0;
  words[HIGH_WORD] = step << DROPPED_BITS;
  return number[0] as number;
}

/**
 * The buckets of a histogram. A table says where to begin among the positive bounds; from there on bounds are compared,
 * so a value on a bound is exactly at it, and a bucket is found as fast among a hundred as among ten.
 */
export class Buckets {
  /** Upper bounds in ascending order, as they are exposed; the last is +Inf. */
  readonly texts: readonly string[];
  readonly #ends: Float64Array;
  readonly #firstStep: number;
  readonly #begin: Uint16Array;

  /** `bounds` in ascending order, without +Inf. */
  constructor(bounds: readonly number[]) {
    this.texts = [...bounds, Number.POSITIVE_INFINITY].map(formatBound);
    this.#ends = Float64Array.of(...bounds, Number.POSITIVE_INFINITY);
    const positive = bounds.filter((bound) => bound > 0);
    this.#firstStep = stepOf(positive[0] ?? 1);
    const steps = stepOf(positive.at(-1) ?? 1) - this.#firstStep + 1;
    this.#begin = Uint16Array.from({ length: steps }, (_, step) => this.#scan(0, startOf(this.#firstStep + step)));
  }

  /** The place of the first bound that is not below the value; of +Inf, the number of bounds. */
  at(value: number): number {
    return this.#scan(value > 0 ? this.#beginAt(stepOf(value) - this.#firstStep) : 0, value);
  }

  #beginAt(step: number): number {
    if (step < 0) return 0;
    const { length } = this.#begin;
    return this.#begin[step < length ? step : length - 1] as number;
  }

  #scan(begin: number, value: number): number {
    let bucket = begin;
    while (value > (this.#ends[bucket] as number)) bucket += 1;
    return bucket;
  }
}
