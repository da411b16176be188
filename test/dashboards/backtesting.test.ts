import { describe, expect, it } from "vitest";
import { backtesting } from "../../dashboards/backtesting/index.ts";
import { contentsOf, drawnBy } from "./drawn.ts";

const panel = drawnBy(backtesting);
const here = '{job=~"$job",instance=~"$instance"}';

describe("the dashboard of backtesting", () => {
  it("goes from the queue to the runs to what live trading feels", () => {
    expect(contentsOf(backtesting)).toEqual([
      "Running: stat",
      "Waiting: stat",
      "Failed runs: stat",
      "Slow runs: stat",
      "Runs that ended: timeseries",
      "Run time by strategy: timeseries",
      "How long runs take: heatmap",
      "Bars a second: timeseries",
      "Signals of backtests: timeseries",
      "Processor time: timeseries",
      "Time the event loop ran late: timeseries",
    ]);
  });

  it("counts runs that failed or were cut off, of the time shown; one is too many", () => {
    expect(panel("failed-runs")).toMatchObject({
      unit: "short",
      thresholds: [{ value: 1 }],
      queries: [
        {
          promql:
            'sum(increase(quantflow_backtest_duration_seconds_count{job=~"$job",instance=~"$instance",outcome=~"failed|timeout"}[$__range]))',
        },
      ],
    });
  });

  it("counts as slow what the alert does: longer than a minute, to the run", () => {
    expect(panel("slow-runs").queries[0]?.promql).toBe(
      `sum(increase((quantflow_backtest_duration_seconds_count${here} - ignoring (le) quantflow_backtest_duration_seconds_bucket{le=~"60|60\\\\.0"})[$__range:]))`,
    );
    expect(panel("run-times").thresholds).toEqual([{ value: 60 }]);
  });

  it("draws run times as a heatmap of buckets in seconds, and leaves out times without a run", () => {
    expect(panel("run-time-spread")).toMatchObject({ unit: "cps", boundUnit: "s" });
    expect(panel("run-times").queries[0]?.promql).toContain(
      `and on (strategy) sum by (strategy) (increase(quantflow_backtest_duration_seconds_count${here}[$__rate_interval])) > 0`,
    );
  });
});
