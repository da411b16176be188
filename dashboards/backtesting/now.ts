import { query, stat } from "../../lib/dashboards/index.ts";
import { items } from "../../lib/metrics/units.ts";
import { shownRange, slowerThan, sum, value, where } from "../../lib/promql/index.ts";
import { backtestDuration, backtestQueueDepth, backtestsRunning } from "../../metrics/quantflow/index.ts";
import { HighBacktestDuration, LIMIT } from "../../rules/backtest.ts";
import { WHOLE_NUMBERS } from "../style.ts";
import { chosen } from "../variables.ts";

export const running = stat("running", {
  title: "Running",
  description: "Backtests on a worker now. As many as there are workers, and some waiting: the machine is busy.",
  width: 8,
  queries: [query(sum(value(where(backtestsRunning, chosen)), { by: [] }), () => "Running")],
});

export const waiting = stat("waiting", {
  title: "Waiting",
  description:
    "Backtests that wait for a worker. A queue that does not shrink: a run hangs, or more is asked for than the machine can do. When it is full, new ones are refused.",
  width: 8,
  queries: [query(sum(value(where(backtestQueueDepth, chosen)), { by: [] }), () => "Waiting")],
});

export const slow = stat("slow-runs", {
  title: "Slow runs",
  description: `Backtests of the time shown that took longer than ${LIMIT.text}, those cut off included. Any at all: look below which strategy, and whether the machine was busy.`,
  width: 8,
  thresholds: [items(1)],
  queries: [query(slowerThan(LIMIT, where(backtestDuration, chosen), { by: [], over: shownRange }), () => "Slow runs")],
  watchedBy: [HighBacktestDuration],
  raw: WHOLE_NUMBERS,
});
