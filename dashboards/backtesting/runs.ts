import { heatmap, query, timeseries } from "../../lib/dashboards/index.ts";
import { buckets, counted, rateInterval, sum, where } from "../../lib/promql/index.ts";
import { backtestDuration } from "../../metrics/quantflow/index.ts";
import { LIMIT } from "../../rules/backtest.ts";
import { rareQuantile } from "../rare.ts";
import { EVENTS } from "../style.ts";
import { chosen } from "../variables.ts";

export const NO_RUN = "No backtest ended in this time.";
const runs = where(backtestDuration, chosen);

/** The run time that one run in a hundred exceeds, or whichever share `q` leaves. */
export const runTimesAbove = (q: number) => rareQuantile(q, runs, ["strategy"]);

export const outcomes = timeseries("outcomes", {
  title: "Runs that ended",
  description:
    "By outcome. Completed and cancelled are as somebody wanted it; failed is an error in a strategy or its data; timeout is a run that was cut off.",
  width: 8,
  stacked: true,
  queries: [query(sum(counted(runs, rateInterval), { by: ["outcome"] }), (l) => l.outcome)],
  raw: EVENTS,
});

export const runTimes = timeseries("run-times", {
  title: "Run time by strategy",
  description:
    "The median run and the slowest in a hundred, whatever their outcome. One strategy above the line: its data grew or its code did; all of them: the machine is busy.",
  width: 8,
  thresholds: [LIMIT],
  queries: [
    query(runTimesAbove(0.5), (l) => `${l.strategy} median`),
    query(runTimesAbove(0.99), (l) => `${l.strategy} slowest`),
  ],
  whenEmpty: NO_RUN,
});

export const spread = heatmap("run-time-spread", {
  title: "How long runs take",
  description:
    "Each backtest by its run time. Two bands are two kinds of request; a band that climbs is a strategy or a history that grows.",
  width: 8,
  boundUnit: "seconds",
  queries: [query(buckets(runs, { over: rateInterval }), (l) => l.le)],
});
