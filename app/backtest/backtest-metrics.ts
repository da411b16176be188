import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import * as catalogue from "../../metrics/quantflow/backtest.ts";
import { SIGNALS } from "../../metrics/quantflow/labels.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Backtest, BacktestObserver, Outcome } from "./service.ts";

export interface BacktestMetricsOptions {
  readonly recorder: Pick<MetricsRecorder, "increment" | "set" | "observe">;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
}

/** Tells metrics and the log what backtests do. */
export class BacktestMetrics implements BacktestObserver {
  readonly #options: BacktestMetricsOptions;

  constructor(options: BacktestMetricsOptions) {
    this.#options = options;
  }

  queue(waiting: number, running: number): void {
    const { recorder } = this.#options;
    recorder.set(catalogue.backtestQueueDepth, {}, waiting);
    recorder.set(catalogue.backtestsRunning, {}, running);
  }

  ended(backtest: Backtest & { readonly state: Outcome }, bars: number, error?: unknown): void {
    const { recorder, log } = this.#options;
    const { id, request, result, state: outcome } = backtest;
    const { strategy } = request;
    this.#observe(backtest);
    recorder.increment(catalogue.backtestBars, { strategy }, bars);
    for (const signal of SIGNALS)
      recorder.increment(catalogue.backtestSignals, { strategy, signal }, result?.signals[signal] ?? 0);
    if (outcome === "cancelled") log.info({ id, outcome }, "backtest was cancelled");
    else if (error !== undefined) log.warn({ err: error, id, outcome }, "backtest did not complete");
  }

  /** With the backtest as exemplar, so that a slow one is found; one cancelled while it waited had no run time. */
  #observe({ id, request, seconds, state: outcome }: Backtest & { readonly state: Outcome }): void {
    if (seconds === undefined) return;
    const { recorder, clock } = this.#options;
    const exemplar = { labels: { backtest: id }, timestamp: clock.now() / 1000 };
    recorder.observe(catalogue.backtestDuration, { strategy: request.strategy, outcome }, seconds, exemplar);
  }
}
