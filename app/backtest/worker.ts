/** Entry point of a worker thread: backtests one after the other, until it is ended. */
import { parentPort } from "node:worker_threads";
import { ApplicationError } from "../errors.ts";
import { parseCandles } from "./csv.ts";
import { Progress } from "./progress.ts";
import { runBacktest } from "./run.ts";
import type { Answer, Job } from "./worker-thread.ts";

function answerTo({ input, request, progress }: Job): Answer {
  try {
    const candles = "csv" in input ? parseCandles(input.csv) : input.candles;
    return { result: runBacktest(candles, request, { progress: new Progress(progress) }) };
  } catch (error) {
    // What nobody raised on purpose ends the thread, and with it this backtest alone.
    if (!(error instanceof ApplicationError)) throw error;
    return { failed: { code: error.code, message: error.message } };
  }
}

parentPort?.on("message", (job: Job) => parentPort?.postMessage(answerTo(job)));
