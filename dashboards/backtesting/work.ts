import { query, type Raw, timeseries } from "../../lib/dashboards/index.ts";
import { increase, rate, rateInterval, sum, where } from "../../lib/promql/index.ts";
import { backtestBars, backtestSignals } from "../../metrics/quantflow/index.ts";
import { EVENTS } from "../style.ts";
import { chosen } from "../variables.ts";

/** Runs are short, so that closer points would show one run and then none. */
const A_MINUTE_APART: Raw = { interval: "1m" };

export const bars = timeseries("bars", {
  title: "Bars a second",
  description:
    "How fast backtests get through history, by strategy. Lower than usual with the same strategy: the machine is busy, or the database hands out candles slowly.",
  queries: [query(sum(rate(where(backtestBars, chosen), rateInterval), { by: ["strategy"] }), (l) => l.strategy)],
  raw: A_MINUTE_APART,
});

export const signals = timeseries("backtest-signals", {
  title: "Signals of backtests",
  description:
    "What strategies would have done. None while runs complete: the strategy never decided, which is a mistake in its settings more often than a truth about the market.",
  queries: [
    query(
      sum(increase(where(backtestSignals, chosen), rateInterval), { by: ["strategy", "signal"] }),
      (l) => `${l.strategy} ${l.signal}`,
    ),
  ],
  stacked: true,
  raw: EVENTS,
});
