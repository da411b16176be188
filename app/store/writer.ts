import type { Recorder } from "../../lib/metrics/definitions.ts";
import { storeFlush, storeFlushFailures, storeWrittenRows } from "../../metrics/quantflow/store.ts";
import type { Cancel, Clock } from "../clock.ts";
import type { Dependency } from "../runtime/dependency.ts";
import type { Breaker } from "./breaker.ts";
import { isRefusal } from "./errors.ts";
import type { Queue } from "./queue.ts";

export interface WriterOptions {
  /** In the order of their importance. */
  readonly queues: readonly Queue[];
  readonly clock: Clock;
  readonly breaker: Breaker;
  readonly state: Dependency;
  readonly recorder: Recorder;
  /** A round trip; rejects when the database is away. */
  readonly check: () => Promise<void>;
  /** The database took rows, or answered. */
  readonly answered: () => void;
}

/** Rows of one statement, and as many as are not left waiting for the timer. */
export const BATCH_ROWS = 5_000;
export const FLUSH_MS = 500;
/** A database that nothing is written to is asked whether it lives. */
const CHECK_SECONDS = 10;

/** Writes what waits in the queues, one statement in flight, and leaves a database alone that is away. */
export class Writer {
  readonly #options: WriterOptions;
  readonly #cancel: Cancel;
  #flushing: Promise<void> | undefined;
  #answeredAt = Number.NEGATIVE_INFINITY;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#cancel = options.clock.every(FLUSH_MS, () => void this.flush());
    void this.flush();
  }

  /** Told of a row that was added: a whole batch does not wait for the timer. Cheap, and never throws. */
  added(queue: Queue): void {
    if (queue.waiting >= BATCH_ROWS && this.#flushing === undefined) void this.flush();
  }

  /**
   * Writes what waits, unless the database fails; at most one runs at a time. What comes meanwhile is left to the next:
   * followed at once, a busy feed would be written a few rows a statement. Never rejects.
   */
  async flush(): Promise<void> {
    if (this.#flushing === undefined && (!this.#isDue() || !this.#options.breaker.admits())) return;
    this.#flushing ??= this.#attempt().finally(() => {
      this.#flushing = undefined;
    });
    await this.#flushing;
  }

  /** Writes what waits, once more, unless the database is known to be away. */
  async stop(): Promise<void> {
    this.#cancel();
    await this.#flushing;
    if (this.#options.breaker.state === "closed") await this.flush();
  }

  #waiting(): number {
    return this.#options.queues.reduce((rows, { waiting }) => rows + waiting, 0);
  }

  #isDue(): boolean {
    return this.#waiting() > 0 || this.#options.clock.elapsed() - this.#answeredAt >= CHECK_SECONDS;
  }

  /** Only rows that were taken prove a database that rows wait for: one that is full or read-only still answers. */
  async #attempt(): Promise<void> {
    const { breaker, state, recorder, check } = this.#options;
    try {
      const due = this.#waiting();
      let rows = 0;
      for (let round = due; round > 0 && rows < due; rows += round) round = await this.#round();
      if (rows === 0) await check().then(() => this.#answered());
    } catch (error) {
      recorder.increment(storeFlushFailures, {});
      // Whether it is back is asked without waiting for the next check.
      this.#answeredAt = Number.NEGATIVE_INFINITY;
      breaker.failed();
      state.failed(error);
    }
  }

  /** A batch of each queue, so that a long one keeps none waiting; how many rows went. */
  async #round(): Promise<number> {
    let rows = 0;
    for (const queue of this.#options.queues) if (queue.waiting > 0) rows += await this.#send(queue);
    return rows;
  }

  /** Refused rows are found by halving what is sent until one alone is refused, which its queue gives up. */
  async #send(queue: Queue): Promise<number> {
    for (let most = BATCH_ROWS; ; most = Math.ceil(Math.min(most, queue.waiting) / 2)) {
      try {
        return await this.#timed(queue, most);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        if (Math.min(most, queue.waiting) > 1) continue;
        queue.refuse();
        return 1;
      }
    }
  }

  async #timed(queue: Queue, most: number): Promise<number> {
    const { clock, recorder } = this.#options;
    const { kind } = queue;
    const started = clock.elapsed();
    const rows = await queue.send(most);
    recorder.observe(storeFlush, { kind }, clock.elapsed() - started);
    recorder.increment(storeWrittenRows, { kind }, rows);
    this.#answered();
    return rows;
  }

  #answered(): void {
    this.#answeredAt = this.#options.clock.elapsed();
    this.#options.breaker.succeeded();
    this.#options.state.succeeded();
    this.#options.answered();
  }
}
