import { query, stat } from "../../lib/dashboards/index.ts";
import { items } from "../../lib/metrics/units.ts";
import { counted, shownRange, slowerThan, sum, value, where } from "../../lib/promql/index.ts";
import { backtestDuration, backtestQueueDepth, backtestsRunning } from "../../metrics/quantflow/index.ts";
import { HighBacktestDuration, LIMIT } from "../../rules/backtest.ts";
import { WHOLE_NUMBERS } from "../style.ts";
import { chosen } from "../variables.ts";

export const running = stat("running", {
  title: "Running",
  description: "Backtests on a worker now. As many as there are workers, and some waiting: the machine is busy.",
  width: 6,
  queries: [query(sum(value(where(backtestsRunning, chosen)), { by: [] }), () => "Running")],
});

export const waiting = stat("waiting", {
  title: "Waiting",
  description:
    "Backtests that wait for a worker. A queue that does not shrink: a run hangs, or more is asked for than the machine can do. When it is full, new ones are refused.",
  width: 6,
  queries: [query(sum(value(where(backtestQueueDepth, chosen)), { by: [] }), () => "Waiting")],
});

const broken = where(backtestDuration, { ...chosen, outcome: ["failed", "timeout"] });

export const failed = stat("failed-runs", {
  title: "Failed runs",
  description:
    "Backtests of the time shown that failed or were cut off. The answer to whoever asked for one says why: an error in the strategy, no data, or more of it than the time allows.",
  width: 6,
  thresholds: [items(1)],
  queries: [query(sum(counted(broken, shownRange), { by: [] }), () => "Failed runs")],
  raw: WHOLE_NUMBERS,
});

export const slow = stat("slow-runs", {
  title: "Slow runs",
  description: `Backtests of the time shown that took longer than ${LIMIT.text}, those cut off included. Any at all: look below which strategy, and whether the machine was busy.`,
  width: 6,
  thresholds: [items(1)],
  queries: [query(slowerThan(LIMIT, where(backtestDuration, chosen), { by: [], over: shownRange }), () => "Slow runs")],
  watchedBy: [HighBacktestDuration],
  raw: WHOLE_NUMBERS,
});
