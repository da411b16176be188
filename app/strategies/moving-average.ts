/** Mean of the last `length` values; undefined until there are so many. */
export class MovingAverage {
  readonly #window: Float64Array;
  #seen = 0;
  #sum = 0;

  constructor(length: number) {
    this.#window = new Float64Array(length);
  }

  next(value: number): number | undefined {
    const slot = this.#seen % this.#window.length;
    this.#sum += value - (this.#window[slot] as number);
    this.#window[slot] = value;
    this.#seen += 1;
    // Summed anew once a turn, so that rounding errors cannot add up over a long run.
    if (slot === this.#window.length - 1) this.#sum = this.#window.reduce((sum, one) => sum + one, 0);
    return this.#seen < this.#window.length ? undefined : this.#sum / this.#window.length;
  }
}
