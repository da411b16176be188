import type { Worker } from "node:worker_threads";
import { BacktestFailedError, WorkerEndedError } from "./errors.ts";
import type { BacktestResult } from "./result.ts";
import type { Answer, Job } from "./worker-thread.ts";

/** Runs one backtest somewhere else; rejects with the signal's reason, or with what made it fail. */
export type RunBacktest = (job: Job, signal: AbortSignal) => Promise<BacktestResult>;

/**
 * Threads that are kept for the next backtest. One is started when none is idle, so their number is that of the backtests
 * that run at once. A thread whose backtest is aborted is ended, because nothing else stops a loop for certain.
 */
export class WorkerPool {
  readonly #start: () => Worker;
  #idle: Worker[] = [];
  readonly #all = new Set<Worker>();

  constructor(start: () => Worker) {
    this.#start = start;
  }

  readonly run: RunBacktest = async (job, signal) => {
    signal.throwIfAborted();
    const worker = this.#idle.pop() ?? this.#started();
    const answer = await answered(worker, job, signal);
    this.#idle.push(worker);
    if ("result" in answer) return answer.result;
    throw new BacktestFailedError(answer.failed.code, answer.failed.message);
  };

  /** Ends all threads, and the backtests on them fail with BACKTEST_WORKER_ENDED. */
  async stop(): Promise<void> {
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  #started(): Worker {
    const worker = this.#start();
    this.#all.add(worker);
    worker.on("exit", () => {
      this.#all.delete(worker);
      this.#idle = this.#idle.filter((idle) => idle !== worker);
    });
    // An error that nobody listens for would end the program; the exit that follows it is what counts here.
    worker.on("error", () => undefined);
    return worker;
  }
}

/** The worker's answer. The thread is ended when the signal aborts, and has ended when it fails. */
function answered(worker: Worker, job: Job, signal: AbortSignal): Promise<Answer> {
  const settled = new AbortController();
  const answer = new Promise<Answer>((resolve, reject) => {
    const abort = () => {
      reject(signal.reason);
      void worker.terminate();
    };
    const exit = (code: number) => reject(new WorkerEndedError(code));
    signal.addEventListener("abort", abort, { signal: settled.signal });
    worker.on("message", resolve).on("error", reject).on("exit", exit);
    settled.signal.addEventListener("abort", () =>
      worker.off("message", resolve).off("error", reject).off("exit", exit),
    );
    worker.postMessage(job, buffersOf(job));
  });
  return answer.finally(() => settled.abort());
}

/** A file's bytes are handed over rather than copied, unless they stand in memory that other buffers use too. */
function buffersOf({ input }: Job): readonly ArrayBuffer[] {
  if (!("csv" in input)) return [];
  const { buffer, byteLength } = input.csv;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}
