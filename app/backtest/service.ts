import type { Clock } from "../clock.ts";
import type { Candles } from "./candles.ts";
import { BacktestTimeoutError, QueueFullError } from "./errors.ts";
import type { BacktestRequest } from "./request.ts";
import type { BacktestResult } from "./run.ts";
import type { RunBacktest } from "./worker-thread.ts";

export type Outcome = "completed" | "failed" | "timeout";

/** A backtest as `GET /backtests/:id` shows it. */
export interface Backtest {
  readonly id: string;
  readonly request: BacktestRequest;
  readonly state: "queued" | "running" | Outcome;
  readonly seconds?: number;
  readonly result?: BacktestResult;
  /** The error's code; its text stays in the log. */
  readonly error?: string;
}

export interface BacktestOptions {
  readonly run: RunBacktest;
  readonly clock: Clock;
  readonly timeoutSeconds: number;
  /** Backtests that may wait. */
  readonly queueLimit: number;
  /** Backtests that are remembered. */
  readonly kept: number;
  readonly ended: (backtest: Backtest, outcome: Outcome, seconds: number, error?: unknown) => void;
}

const outcomeOf = (error: unknown): Outcome => (error instanceof BacktestTimeoutError ? "timeout" : "failed");
const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "BACKTEST_FAILED";

/** Runs backtests one at a time, in order, and remembers the last ones. */
export class BacktestService {
  readonly #options: BacktestOptions;
  readonly #backtests = new Map<string, Backtest>();
  readonly #stopping = new AbortController();
  #waiting = 0;
  #tail: Promise<void> = Promise.resolve();
  #lastId = 0;

  constructor(options: BacktestOptions) {
    this.#options = options;
  }

  get(id: string): Backtest | undefined {
    return this.#backtests.get(id);
  }

  /** Newest first. */
  list(): readonly Backtest[] {
    return [...this.#backtests.values()].reverse();
  }

  /** Queues a backtest and returns at once. Throws BACKTEST_QUEUE_FULL. */
  submit(request: BacktestRequest, candles: Candles): Backtest {
    if (this.#waiting >= this.#options.queueLimit) throw new QueueFullError(this.#options.queueLimit);
    this.#lastId += 1;
    const backtest: Backtest = { id: String(this.#lastId), request, state: "queued" };
    this.#remember(backtest);
    this.#waiting += 1;
    this.#tail = this.#tail.then(() => this.#run(backtest, candles));
    return backtest;
  }

  /** Ends the running backtest and those that wait, all as failed. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error("the application is stopping"));
    await this.#tail;
  }

  async #run(backtest: Backtest, candles: Candles): Promise<void> {
    this.#waiting -= 1;
    const start = this.#options.clock.elapsed();
    const seconds = () => this.#options.clock.elapsed() - start;
    this.#remember({ ...backtest, state: "running" });
    try {
      this.#stopping.signal.throwIfAborted();
      const { run, timeoutSeconds } = this.#options;
      const result = await run({ candles, request: backtest.request }, timeoutSeconds, this.#stopping.signal);
      this.#finish({ ...backtest, state: "completed", seconds: seconds(), result }, "completed");
    } catch (error) {
      const outcome = outcomeOf(error);
      this.#finish({ ...backtest, state: outcome, seconds: seconds(), error: codeOf(error) }, outcome, error);
    }
  }

  #finish(backtest: Backtest & { readonly seconds: number }, outcome: Outcome, error?: unknown): void {
    this.#remember(backtest);
    this.#options.ended(backtest, outcome, backtest.seconds, error);
  }

  #remember(backtest: Backtest): void {
    this.#backtests.set(backtest.id, backtest);
    const oldest = this.#backtests.keys().next().value;
    if (this.#backtests.size > this.#options.kept && oldest !== undefined) this.#backtests.delete(oldest);
  }
}
