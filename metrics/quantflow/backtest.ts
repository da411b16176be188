import { counter, gauge, histogram } from "../../lib/metrics/definitions.ts";
import { milliseconds, seconds } from "../../lib/metrics/units.ts";
import { SIGNALS, STRATEGIES } from "./labels.ts";

export const backtestDuration = histogram({
  name: "quantflow_backtest_duration_seconds",
  help: "Run time of a backtest on its worker, whatever its outcome.",
  unit: "seconds",
  labels: { strategy: STRATEGIES, outcome: ["completed", "failed", "timeout", "cancelled"] },
  buckets: [
    milliseconds(5),
    milliseconds(10),
    milliseconds(20),
    milliseconds(50),
    milliseconds(100),
    milliseconds(200),
    milliseconds(500),
    seconds(1),
    seconds(2),
    seconds(5),
    seconds(10),
    seconds(30),
    seconds(60),
    seconds(120),
  ],
});

export const backtestSignals = counter({
  name: "quantflow_backtest_signals_total",
  help: "Signals that backtests produced; live signals are quantflow_trading_signals_total.",
  unit: "items",
  labels: { strategy: STRATEGIES, signal: SIGNALS },
});

export const backtestBars = counter({
  name: "quantflow_backtest_bars_total",
  help: "Bars that backtests got through, those of runs that did not complete included.",
  unit: "items",
  labels: { strategy: STRATEGIES },
});

export const backtestQueueDepth = gauge({
  name: "quantflow_backtest_queue_depth",
  help: "Backtests that wait for a worker.",
  unit: "items",
});

export const backtestsRunning = gauge({
  name: "quantflow_backtest_running",
  help: "Backtests that run on a worker now.",
  unit: "items",
});
