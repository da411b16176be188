import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { BacktestMetrics, type BacktestMetricsOptions } from "./backtest-metrics.ts";
import { BacktestService } from "./service.ts";
import { WorkerPool } from "./worker-pool.ts";
import { startWorker } from "./worker-thread.ts";

const QUEUED = 16;
const KEPT = 100;

export interface BacktestsOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly recorder: BacktestMetricsOptions["recorder"];
  /** A backtest that takes longer is ended. */
  readonly timeoutSeconds: number;
  /** Threads, and so backtests that run at once; 1 or more. */
  readonly workers: number;
}

export interface Backtests {
  readonly service: BacktestService;
  /** Cancels what runs and what waits, and ends the threads. */
  stop(): Promise<void>;
}

/** Backtests on threads of their own, which start when they are first needed. */
export function createBacktests({ clock, log, recorder, timeoutSeconds, workers }: BacktestsOptions): Backtests {
  const pool = new WorkerPool(startWorker);
  const service = new BacktestService({
    run: pool.run,
    clock,
    timeoutSeconds,
    atOnce: workers,
    queueLimit: QUEUED,
    kept: KEPT,
    observer: new BacktestMetrics({ recorder, clock, log }),
  });
  const stop = async () => {
    await service.stop();
    await pool.stop();
  };
  return { service, stop };
}
