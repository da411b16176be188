/** How far a worker is with one backtest, in memory that both threads see: nobody has to send or answer anything. */
export class Progress {
  readonly buffer: SharedArrayBuffer;
  /** Bars that are done, and bars in all. */
  readonly #counts: Int32Array;

  constructor(buffer = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.#counts = new Int32Array(buffer);
  }

  begin(bars: number): void {
    Atomics.store(this.#counts, 1, bars);
  }

  advance(bars: number): void {
    Atomics.store(this.#counts, 0, bars);
  }

  get bars(): number {
    return Atomics.load(this.#counts, 0);
  }

  /** From 0 to 1; 0 until it is known how many there are. */
  get share(): number {
    const all = Atomics.load(this.#counts, 1);
    return all === 0 ? 0 : this.bars / all;
  }
}
