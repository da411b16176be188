import type { Recorder } from "../../lib/metrics/definitions.ts";
import * as catalogue from "../../metrics/quantflow/backtest.ts";
import { SIGNALS } from "../../metrics/quantflow/labels.ts";
import type { Log } from "../log.ts";
import type { Backtest, BacktestObserver, Outcome } from "./service.ts";

/** Tells metrics and the log what backtests do. */
export class BacktestMetrics implements BacktestObserver {
  readonly #recorder: Recorder;
  readonly #log: Log;

  constructor(recorder: Recorder, log: Log) {
    this.#recorder = recorder;
    this.#log = log;
  }

  queue(waiting: number, running: number): void {
    this.#recorder.set(catalogue.backtestQueueDepth, {}, waiting);
    this.#recorder.set(catalogue.backtestsRunning, {}, running);
  }

  ended(backtest: Backtest & { readonly state: Outcome }, bars: number, error?: unknown): void {
    const { id, request, result, seconds, state: outcome } = backtest;
    const { strategy } = request;
    // One that was cancelled while it waited had no run time.
    if (seconds !== undefined) this.#recorder.observe(catalogue.backtestDuration, { strategy, outcome }, seconds);
    this.#recorder.increment(catalogue.backtestBars, { strategy }, bars);
    for (const signal of SIGNALS)
      this.#recorder.increment(catalogue.backtestSignals, { strategy, signal }, result?.signals[signal] ?? 0);
    if (error !== undefined) this.#log.warn({ err: error, id, outcome }, "backtest did not complete");
  }
}
