/** A spread below this share of the mean is none: what is left of it then is rounding, and less than one tick. */
const STANDSTILL = 1e-7;

/**
 * How many standard deviations (of the population) the newest of the last `length` values lies from their mean.
 * The mean and the sum of squares are moved along with the window (B. P. Welford, Technometrics 4, 1962, applied to
 * the value that comes and the one that goes), because E[x^2] - E[x]^2 cancels at prices of 1e12 units.
 */
export class MovingDeviation {
  readonly #window: Float64Array;
  #seen = 0;
  #mean = 0;
  #squares = 0;

  constructor(length: number) {
    this.#window = new Float64Array(length);
  }

  /** Undefined until there are `length` values, and while they are all the same. */
  next(value: number): number | undefined {
    const length = this.#window.length;
    const slot = this.#seen % length;
    const gone = this.#window[slot] as number;
    this.#window[slot] = value;
    this.#seen += 1;
    // Summed anew once a turn, so that rounding errors cannot add up over a long run.
    if (slot === length - 1) this.#sum();
    else this.#move(value, gone);
    if (this.#seen < length) return undefined;
    const deviation = Math.sqrt(Math.max(0, this.#squares) / length);
    return deviation > STANDSTILL * this.#mean ? (value - this.#mean) / deviation : undefined;
  }

  #move(value: number, gone: number): void {
    const before = this.#mean;
    this.#mean += (value - gone) / this.#window.length;
    this.#squares += (value - gone) * (value - this.#mean + gone - before);
  }

  #sum(): void {
    let sum = 0;
    for (const value of this.#window) sum += value;
    this.#mean = sum / this.#window.length;
    this.#squares = 0;
    for (const value of this.#window) this.#squares += (value - this.#mean) ** 2;
  }
}
