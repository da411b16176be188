import type { Lost, Queue } from "./queue.ts";
import type { CandleRow } from "./rows.ts";

export interface CandleQueueOptions {
  /** Rows that may wait; beyond it the oldest are dropped. */
  readonly capacity: number;
  /** Stores rows at once or rejects; bears being given the same rows again. */
  readonly write: (rows: readonly CandleRow[]) => Promise<void>;
  readonly lost: Lost;
}

/** Closed candles on their way to the database: one a second of each market, so that objects will do. */
export class CandleQueue implements Queue {
  readonly kind = "candle";
  readonly #options: CandleQueueOptions;
  #rows: CandleRow[] = [];
  /** On their way they are out of the queue, so that a full one cannot drop what is being written. */
  #flight: readonly CandleRow[] = [];

  constructor(options: CandleQueueOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#flight.length + this.#rows.length;
  }

  get oldestAt(): number | undefined {
    return (this.#flight[0] ?? this.#rows[0])?.candle.receivedAt;
  }

  add(row: CandleRow): void {
    this.#rows.push(row);
    if (this.#rows.length > this.#options.capacity) this.#discard(1, "full");
  }

  async send(most: number): Promise<number> {
    const batch = this.#rows.splice(0, most);
    this.#flight = batch;
    try {
      await this.#options.write(batch);
    } catch (error) {
      this.#rows = [...batch, ...this.#rows];
      this.#discard(this.#rows.length - this.#options.capacity, "full");
      throw error;
    } finally {
      this.#flight = [];
    }
    return batch.length;
  }

  refuse(): void {
    this.#discard(1, "refused");
  }

  close(): void {
    this.#discard(this.#rows.length, "stop");
  }

  #discard(count: number, reason: "full" | "stop" | "refused"): void {
    this.#options.lost("candle", reason, this.#rows.splice(0, Math.max(0, count)).length);
  }
}
