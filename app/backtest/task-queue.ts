import { QueueFullError } from "./errors.ts";

export interface TaskQueueOptions {
  /** Tasks that run at the same time. */
  readonly atOnce: number;
  /** Tasks that may wait. */
  readonly limit: number;
  /** Is told after every change of either. */
  readonly changed: (waiting: number, running: number) => void;
}

interface Task {
  readonly start: () => void;
}

/** Runs tasks in the order in which they came, some at once. */
export class TaskQueue {
  readonly #options: TaskQueueOptions;
  readonly #waiting = new Set<Task>();
  #running = 0;

  constructor(options: TaskQueueOptions) {
    this.#options = options;
  }

  /**
   * Runs a task when its turn comes; one whose signal aborts before never runs, and rejects with the reason. Throws
   * BACKTEST_QUEUE_FULL at once.
   */
  add<T>(run: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const { atOnce, limit } = this.#options;
    if (this.#running >= atOnce && this.#waiting.size >= limit) throw new QueueFullError(limit);
    return new Promise((resolve, reject) => {
      const task: Task = {
        start: () => {
          signal.removeEventListener("abort", abort);
          void run()
            .then(resolve, reject)
            .finally(() => this.#ended());
        },
      };
      const abort = () => {
        this.#waiting.delete(task);
        this.#tell();
        reject(signal.reason);
      };
      signal.addEventListener("abort", abort);
      this.#waiting.add(task);
      this.#next();
    });
  }

  #next(): void {
    for (const task of this.#waiting) {
      if (this.#running >= this.#options.atOnce) break;
      this.#waiting.delete(task);
      this.#running += 1;
      task.start();
    }
    this.#tell();
  }

  #ended(): void {
    this.#running -= 1;
    this.#next();
  }

  #tell(): void {
    this.#options.changed(this.#waiting.size, this.#running);
  }
}
