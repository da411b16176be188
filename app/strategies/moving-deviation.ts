/** A spread below this share of the mean is none: what is left of it then is rounding, and less than one tick. */
const STANDSTILL = 1e-7;

/**
 * How many standard deviations (of the population) the newest of the last `length` values lies from their mean.
 * The mean and the sum of squares are moved along with the window (B. P. Welford, Technometrics 4, 1962, applied to
 * the value that comes and the one that goes), because E[x^2] - E[x]^2 cancels at prices of 1e12 units.
 */
export class MovingDeviation {
  readonly #window: Float64Array;
  /** Where the next value goes: the place of the oldest. */
  #slot = 0;
  #full = false;
  #mean = 0;
  #squares = 0;

  constructor(length: number) {
    this.#window = new Float64Array(length);
  }

  /** NaN until there are `length` values, and while they are all the same. */
  next(value: number): number {
    const window = this.#window;
    const gone = window[this.#slot] as number;
    window[this.#slot] = value;
    this.#slot += 1;
    if (this.#slot === window.length) this.#turn();
    else this.#move(value, gone);
    if (!this.#full) return Number.NaN;
    const deviation = Math.sqrt(Math.max(0, this.#squares) / window.length);
    return deviation > STANDSTILL * this.#mean ? (value - this.#mean) / deviation : Number.NaN;
  }

  #move(value: number, gone: number): void {
    const before = this.#mean;
    this.#mean += (value - gone) / this.#window.length;
    this.#squares += (value - gone) * (value - this.#mean + gone - before);
  }

  /** Once a turn they are summed anew, so that rounding errors cannot add up over a long run. */
  #turn(): void {
    const window = this.#window;
    this.#slot = 0;
    this.#full = true;
    let sum = 0;
    for (let index = 0; index < window.length; index += 1) sum += window[index] as number;
    this.#mean = sum / window.length;
    this.#squares = 0;
    for (let index = 0; index < window.length; index += 1)
      this.#squares += ((window[index] as number) - this.#mean) ** 2;
  }
}
