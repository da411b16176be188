import type { Cancel, Clock } from "../clock.ts";

export interface BatchWriterOptions<Row> {
  readonly clock: Clock;
  /** Rows that may wait; beyond it the oldest overflow. */
  readonly capacity: number;
  readonly batchRows: number;
  readonly flushEveryMs: number;
  /** Stores rows at once or rejects; must bear being given the same rows again. */
  readonly write: (rows: readonly Row[]) => Promise<void>;
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
  /** Takes rows that the queue gives up: the oldest of a full one, and those that cannot be written at a stop. */
  readonly overflow: (rows: readonly Row[]) => void;
}

/** A bounded queue before a store: it never blocks who adds, writes one batch at a time, and keeps rows until written. */
export class BatchWriter<Row> {
  readonly #options: BatchWriterOptions<Row>;
  readonly #cancel: Cancel;
  #rows: Row[] = [];
  #flushing: Promise<boolean> | undefined;

  constructor(options: BatchWriterOptions<Row>) {
    this.#options = options;
    this.#cancel = options.clock.every(options.flushEveryMs, () => void this.flush());
  }

  get waiting(): number {
    return this.#rows.length;
  }

  add(row: Row): void {
    this.#rows.push(row);
    const excess = this.#rows.length - this.#options.capacity;
    if (excess > 0) this.#options.overflow(this.#rows.splice(0, excess));
  }

  /** Writes what waits, batch by batch, until nothing does or a write fails; whether all was written. */
  flush(): Promise<boolean> {
    this.#flushing ??= this.#drain().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  /** Stops the timer and tries to write what waits, once more; rows that cannot be written overflow. */
  async stop(): Promise<void> {
    this.#cancel();
    await this.#flushing;
    if (!(await this.flush()) && this.#rows.length > 0) this.#options.overflow(this.#rows.splice(0));
  }

  async #drain(): Promise<boolean> {
    while (this.#rows.length > 0) {
      const batch = this.#rows.slice(0, this.#options.batchRows);
      try {
        await this.#options.write(batch);
      } catch (error) {
        this.#options.failed(error);
        return false;
      }
      this.#removeWritten(batch);
      this.#options.written();
    }
    return true;
  }

  /** Rows may have overflowed at the front while the batch was on its way. */
  #removeWritten(batch: readonly Row[]): void {
    const last = batch[batch.length - 1] as Row;
    this.#rows.splice(0, this.#rows.lastIndexOf(last, batch.length - 1) + 1);
  }
}
