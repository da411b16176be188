/** Mean of the last `length` values; NaN until there are so many. */
export class MovingAverage {
  readonly #window: Float64Array;
  /** Where the next value goes: the place of the oldest. */
  #slot = 0;
  #full = false;
  #sum = 0;

  constructor(length: number) {
    this.#window = new Float64Array(length);
  }

  next(value: number): number {
    const window = this.#window;
    this.#sum += value - (window[this.#slot] as number);
    window[this.#slot] = value;
    this.#slot += 1;
    if (this.#slot === window.length) this.#turn();
    return this.#full ? this.#sum / window.length : Number.NaN;
  }

  /** Once a turn it is summed anew, so that rounding errors cannot add up over a long run. */
  #turn(): void {
    this.#slot = 0;
    this.#full = true;
    this.#sum = 0;
    for (let index = 0; index < this.#window.length; index += 1) this.#sum += this.#window[index] as number;
  }
}
