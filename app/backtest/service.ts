import type { Clock } from "../clock.ts";
import { ApplicationError } from "../errors.ts";
import { BacktestCancelledError, BacktestTimeoutError } from "./errors.ts";
import { Progress } from "./progress.ts";
import type { BacktestRequest } from "./request.ts";
import type { BacktestResult } from "./result.ts";
import { TaskQueue } from "./task-queue.ts";
import type { RunBacktest } from "./worker-pool.ts";
import type { Input } from "./worker-thread.ts";

export type Outcome = "completed" | "failed" | "timeout" | "cancelled";

/** A backtest as `GET /backtests/:id` shows it. */
export interface Backtest {
  readonly id: string;
  readonly request: BacktestRequest;
  readonly state: "queued" | "running" | Outcome;
  /** Share of the bars that are done, from 0 to 1. */
  readonly progress: number;
  /** How long it ran; not there while it has not ended, or when it never began. */
  readonly seconds?: number;
  readonly result?: BacktestResult;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Fetches what a backtest runs over, when its turn has come. */
export type Load = (signal: AbortSignal) => Promise<Input>;

export interface BacktestObserver {
  /** After every change of either. */
  queue(waiting: number, running: number): void;
  /** With the bars that it got through; the error's text may be for the log alone. */
  ended(backtest: Backtest & { readonly state: Outcome }, bars: number, error?: unknown): void;
}

export interface BacktestOptions {
  readonly run: RunBacktest;
  readonly clock: Clock;
  readonly timeoutSeconds: number;
  /** Backtests that run at the same time. */
  readonly atOnce: number;
  /** Backtests that may wait. */
  readonly queueLimit: number;
  /** Backtests that are remembered after they ended. */
  readonly kept: number;
  readonly observer: BacktestObserver;
}

/** A backtest that has not ended. */
interface Open {
  readonly id: string;
  readonly request: BacktestRequest;
  readonly progress: Progress;
  readonly cancel: AbortController;
  /** Seconds of the clock; undefined while it waits. */
  startedAt: number | undefined;
}

/** Runs backtests in the order in which they came, some at once, and remembers the last ones. */
export class BacktestService {
  readonly #options: BacktestOptions;
  readonly #queue: TaskQueue;
  readonly #open = new Map<string, Open>();
  readonly #ended = new Map<string, Backtest>();
  readonly #endings = new Set<Promise<void>>();
  #lastId = 0;

  constructor(options: BacktestOptions) {
    this.#options = options;
    const { atOnce, queueLimit, observer } = options;
    this.#queue = new TaskQueue({ atOnce, limit: queueLimit, changed: (...counts) => observer.queue(...counts) });
  }

  get(id: string): Backtest | undefined {
    const open = this.#open.get(id);
    return open === undefined ? this.#ended.get(id) : shown(open);
  }

  /** Newest first. */
  list(): readonly Backtest[] {
    const all = [...this.#ended.values(), ...[...this.#open.values()].map(shown)];
    return all.sort((a, b) => Number(b.id) - Number(a.id));
  }

  /** Queues a backtest and returns at once. Throws BACKTEST_QUEUE_FULL. */
  submit(request: BacktestRequest, load: Load): Backtest {
    const id = String(this.#lastId + 1);
    const open: Open = { id, request, progress: new Progress(), cancel: new AbortController(), startedAt: undefined };
    const result = this.#queue.add(() => this.#run(open, load), open.cancel.signal);
    this.#lastId += 1;
    this.#open.set(id, open);
    const ending = this.#follow(open, result);
    this.#endings.add(ending);
    void ending.finally(() => this.#endings.delete(ending));
    return shown(open);
  }

  /** Ends one that waits or runs. False: there is none such, or it has ended. */
  cancel(id: string): boolean {
    const open = this.#open.get(id);
    open?.cancel.abort(new BacktestCancelledError("somebody asked for it"));
    return open !== undefined;
  }

  /** Cancels those that run and those that wait. */
  async stop(): Promise<void> {
    for (const { cancel } of this.#open.values())
      cancel.abort(new BacktestCancelledError("the application is stopping"));
    await Promise.all(this.#endings);
  }

  async #run(open: Open, load: Load): Promise<BacktestResult> {
    const { clock, run, timeoutSeconds } = this.#options;
    const { request, progress, cancel } = open;
    open.startedAt = clock.elapsed();
    const cancelTimer = clock.after(timeoutSeconds * 1000, () =>
      cancel.abort(new BacktestTimeoutError(timeoutSeconds)),
    );
    try {
      const input = await unlessAborted(load(cancel.signal), cancel.signal);
      return await run({ input, request, progress: progress.buffer }, cancel.signal);
    } finally {
      cancelTimer();
    }
  }

  async #follow(open: Open, running: Promise<BacktestResult>): Promise<void> {
    try {
      const result = await running;
      this.#end({ ...this.#closed(open), state: "completed", result }, open);
    } catch (error) {
      this.#end({ ...this.#closed(open), state: outcomeOf(error), error: told(error) }, open, error);
    }
  }

  #closed(open: Open): Backtest {
    const { startedAt } = open;
    return { ...shown(open), ...(startedAt !== undefined && { seconds: this.#options.clock.elapsed() - startedAt }) };
  }

  #end(backtest: Backtest & { readonly state: Outcome }, { progress }: Open, error?: unknown): void {
    this.#open.delete(backtest.id);
    this.#ended.set(backtest.id, backtest);
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > this.#options.kept && oldest !== undefined) this.#ended.delete(oldest);
    this.#options.observer.ended(backtest, progress.bars, error);
  }
}

const shown = ({ id, request, progress, startedAt }: Open): Backtest => ({
  id,
  request,
  state: startedAt === undefined ? "queued" : "running",
  progress: progress.share,
});

function outcomeOf(error: unknown): Outcome {
  if (error instanceof BacktestTimeoutError) return "timeout";
  return error instanceof BacktestCancelledError ? "cancelled" : "failed";
}

/** Only what was raised on purpose has a text that is meant for everybody. */
const told = (error: unknown): Backtest["error"] & object =>
  error instanceof ApplicationError
    ? { code: error.code, message: error.message }
    : { code: "BACKTEST_FAILED", message: "failed; the log tells why" };

/** The promise, or the signal's reason when that comes first: whoever ignores a signal cannot hold a place. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([promise, aborted]);
}
