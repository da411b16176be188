import { Worker } from "node:worker_threads";
import { buffersOf, type Candles } from "./candles.ts";
import { BacktestTimeoutError, WorkerEndedError } from "./errors.ts";
import type { BacktestRequest } from "./request.ts";
import type { BacktestResult } from "./run.ts";

export interface WorkerInput {
  readonly candles: Candles;
  readonly request: BacktestRequest;
}

/** Runs one backtest somewhere; rejects with BACKTEST_TIMEOUT, or with whatever made it fail. */
export type RunBacktest = (input: WorkerInput, timeoutSeconds: number, signal: AbortSignal) => Promise<BacktestResult>;

const HEAP_MEBIBYTES = 128;

/** From source the worker is TypeScript beside this file; in the bundle it stands beside the program as worker.mjs. */
const fromSource = import.meta.url.endsWith(".ts");
const workerUrl = new URL(fromSource ? "./worker.ts" : "./worker.mjs", import.meta.url);
const loader = `import("tsx/esm/api").then(({ tsImport }) => tsImport(${JSON.stringify(workerUrl.href)}, ${JSON.stringify(import.meta.url)}))`;

const startWorker = (input: WorkerInput): Worker =>
  new Worker(fromSource ? loader : workerUrl, {
    eval: fromSource,
    workerData: input,
    transferList: buffersOf(input.candles),
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEBIBYTES },
  });

/** Runs it on a thread of its own, so that the event loop stays free. The candles' buffers are gone afterwards. */
export const runOnThread: RunBacktest = (input, timeoutSeconds, signal) =>
  new Promise((resolve, reject) => {
    const worker = startWorker(input);
    const timer = setTimeout(() => end(() => reject(new BacktestTimeoutError(timeoutSeconds))), timeoutSeconds * 1000);
    const aborted = () => end(() => reject(signal.reason));
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", aborted);
      settle();
      void worker.terminate();
    };
    signal.addEventListener("abort", aborted);
    worker.once("message", (result: BacktestResult) => end(() => resolve(result)));
    worker.once("error", (error) => end(() => reject(error)));
    worker.once("exit", (code) => end(() => reject(new WorkerEndedError(code))));
  });
