import { describe, expect, it } from "vitest";
import { backtestRequest } from "../../../app/backtest/request.ts";
import { runBacktest } from "../../../app/backtest/run.ts";
import { backtestViews } from "../../../app/desk/backtests.ts";
import { waves } from "../backtest/support/candles.ts";

const request = backtestRequest.parse({ market: "BTCUSDT", strategy: "mean-reversion" });
const shown = { id: "3", market: "BTCUSDT", strategy: "mean-reversion" };

describe("a backtest on the desk", () => {
  it("has its progress while it runs", () => {
    expect(backtestViews([{ id: "3", request, state: "running", progress: 0.25 }])).toEqual([
      { ...shown, state: "running", progress: 0.25 },
    ]);
  });

  it("has its time and its return when it is complete, and nothing of its curve", () => {
    const result = runBacktest(waves(500), request);
    expect(backtestViews([{ id: "3", request, state: "completed", progress: 1, seconds: 2, result }])).toEqual([
      { ...shown, state: "completed", progress: 1, seconds: 2, totalReturn: result.statistics.return },
    ]);
  });

  it("has the code of what made it fail", () => {
    const error = { code: "BACKTEST_TIMEOUT", message: "not ended within 30 s" };
    expect(backtestViews([{ id: "3", request, state: "timeout", progress: 0.5, error }])).toEqual([
      { ...shown, state: "timeout", progress: 0.5, error: "BACKTEST_TIMEOUT" },
    ]);
  });
});
