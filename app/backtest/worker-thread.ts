import { Worker } from "node:worker_threads";
import type { Candles } from "./candles.ts";
import type { BacktestRequest } from "./request.ts";
import type { BacktestResult } from "./result.ts";

/** What a backtest runs over: candles, or a CSV file that its worker reads. */
export type Input = { readonly candles: Candles } | { readonly csv: Uint8Array };

/** What a worker is sent: one backtest. Candles and progress are in memory that both threads see. */
export interface Job {
  readonly input: Input;
  readonly request: BacktestRequest;
  readonly progress: SharedArrayBuffer;
}

/** What it answers. An error crosses threads without its class, so it is named by its code. */
export type Answer =
  | { readonly result: BacktestResult }
  | { readonly failed: { readonly code: string; readonly message: string } };

const HEAP_MEBIBYTES = 128;

/** From source the worker is TypeScript beside this file; in the bundle it stands beside the program as worker.mjs. */
const fromSource = import.meta.url.endsWith(".ts");
const workerUrl = new URL(fromSource ? "./worker.ts" : "./worker.mjs", import.meta.url);
const loader = `import("tsx/esm/api").then(({ tsImport }) => tsImport(${JSON.stringify(workerUrl.href)}, ${JSON.stringify(import.meta.url)}))`;

/** Starts a thread that takes a Job a message and gives an Answer for each. */
export const startWorker = (): Worker =>
  new Worker(fromSource ? loader : workerUrl, {
    eval: fromSource,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEBIBYTES },
  });
