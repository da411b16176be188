import { describe, expect, it } from "vitest";
import { BacktestMetrics } from "../../../app/backtest/backtest-metrics.ts";
import { backtestRequest } from "../../../app/backtest/request.ts";
import { runBacktest } from "../../../app/backtest/run.ts";
import { renderOpenMetrics } from "../../../lib/metrics/open-metrics.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { candlesAt } from "./support/candles.ts";
import { createRecorder } from "./support/metrics.ts";

const request = backtestRequest.parse({ market: "BTCUSDT", parameters: { fast: 1, slow: 2 } });
const labels = { strategy: "sma-cross" } as const;

function create() {
  const { recorder, value } = createRecorder();
  const [clock, log] = [new FakeClock(), memoryLog()];
  return { recorder, value, log, metrics: new BacktestMetrics({ recorder, clock, log }) };
}

describe("the metrics of backtests", () => {
  it("tell the run time by outcome, the bars, and the signals of what completed", () => {
    const { value, metrics } = create();
    const result = runBacktest(candlesAt(10, 9, 12, 12, 10, 10), request);
    metrics.ended({ id: "1", request, state: "completed", progress: 1, seconds: 0.25, result }, 6);
    metrics.ended({ id: "2", request, state: "timeout", progress: 0.5, seconds: 30 }, 500);
    expect(value("quantflow_backtest_duration_seconds_sum", { ...labels, outcome: "completed" })).toBe(0.25);
    expect(value("quantflow_backtest_duration_seconds_sum", { ...labels, outcome: "timeout" })).toBe(30);
    expect(value("quantflow_backtest_bars_total", labels)).toBe(506);
    expect(value("quantflow_backtest_signals_total", { ...labels, signal: "buy" })).toBe(1);
    expect(value("quantflow_backtest_signals_total", { ...labels, signal: "sell" })).toBe(1);
  });

  it("know no run time of one that was cancelled while it waited", () => {
    const { value, metrics } = create();
    metrics.ended({ id: "1", request, state: "cancelled", progress: 0 }, 0);
    expect(value("quantflow_backtest_duration_seconds_count", { ...labels, outcome: "cancelled" })).toBe(0);
  });

  it("name the backtest that took so long, to scrapers that take exemplars", () => {
    const { recorder, metrics } = create();
    metrics.ended({ id: "7", request, state: "completed", progress: 1, seconds: 61 }, 0);
    expect(renderOpenMetrics(recorder.families())).toContain(
      'quantflow_backtest_duration_seconds_bucket{strategy="sma-cross",outcome="completed",le="120.0"} 1 ' +
        `# {backtest="7"} 61 ${Date.UTC(2026, 0, 1) / 1000}`,
    );
  });

  it("tell how many wait and how many run", () => {
    const { value, metrics } = create();
    metrics.queue(3, 1);
    expect(value("quantflow_backtest_queue_depth")).toBe(3);
    expect(value("quantflow_backtest_running")).toBe(1);
  });

  it("leave what went wrong to the log", () => {
    const { log, metrics } = create();
    const err = new TypeError("x of undefined");
    metrics.ended({ id: "7", request, state: "failed", progress: 0, seconds: 1 }, 0, err);
    expect(log.entries).toEqual([
      { level: "warn", fields: { err, id: "7", outcome: "failed" }, message: "backtest did not complete" },
    ]);
  });

  it("tell a backtest that somebody cancelled without a warning", () => {
    const { log, metrics } = create();
    metrics.ended({ id: "8", request, state: "cancelled", progress: 0, seconds: 1 }, 0, new Error("cancelled"));
    expect(log.entries).toEqual([
      { level: "info", fields: { id: "8", outcome: "cancelled" }, message: "backtest was cancelled" },
    ]);
  });
});
