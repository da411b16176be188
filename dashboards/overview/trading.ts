import { query, timeseries } from "../../lib/dashboards/index.ts";
import { minutes } from "../../lib/metrics/units.ts";
import { quantile, rate, rateInterval, sum, where } from "../../lib/promql/index.ts";
import { backtestDuration, tradingSignals } from "../../metrics/quantflow/index.ts";
import { HighBacktestDuration } from "../../rules/backtest.ts";
import { chosen, symbol } from "../variables.ts";

export const signals = timeseries("trading-signals", {
  title: "Trading signals",
  description:
    "Signals of live strategies each second, by direction. Long silence on moving prices: a strategy stopped.",
  width: 8,
  queries: [
    query(sum(rate(where(tradingSignals, { ...chosen, symbol }), rateInterval), { by: ["signal"] }), (l) => l.signal),
  ],
});

// Backtests are minutes apart, so a window of a few scrapes would mostly be empty.
const RARE = minutes(10);
const durationQuantile = (q: number) => quantile(q, where(backtestDuration, chosen), { by: ["strategy"], over: RARE });

export const backtests = timeseries("backtest-duration", {
  title: "Backtest duration",
  description: `Run time of backtests over ${RARE.text}, whatever their outcome: the median, and the slowest in a hundred.`,
  width: 8,
  queries: [
    query(durationQuantile(0.5), (l) => `${l.strategy} median`),
    query(durationQuantile(0.99), (l) => `${l.strategy} 99 %`),
  ],
  watchedBy: [HighBacktestDuration],
});
