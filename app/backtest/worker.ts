/** Entry point of the worker thread: one backtest, then it ends. */
import { parentPort, workerData } from "node:worker_threads";
import { runBacktest } from "./run.ts";
import type { WorkerInput } from "./worker-thread.ts";

const { candles, request } = workerData as WorkerInput;
parentPort?.postMessage(runBacktest(candles, request));
