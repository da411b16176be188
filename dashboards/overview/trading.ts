import { drillDown, query, timeseries } from "../../lib/dashboards/index.ts";
import { increase, rateInterval, sum, where } from "../../lib/promql/index.ts";
import { tradingSignals } from "../../metrics/quantflow/index.ts";
import { HighBacktestDuration, LIMIT } from "../../rules/backtest.ts";
import { NO_RUN, runTimesAbove } from "../backtesting/runs.ts";
import { pages } from "../pages.ts";
import { EVENTS } from "../style.ts";
import { chosenMarket, instance, job, symbol } from "../variables.ts";

export const signals = timeseries("trading-signals", {
  title: "Trading signals",
  description: "Signals of live strategies, by direction. Long silence on moving prices: a strategy stopped.",
  queries: [
    query(sum(increase(where(tradingSignals, chosenMarket), rateInterval), { by: ["signal"] }), (l) => l.signal),
  ],
  stacked: true,
  raw: EVENTS,
  links: [drillDown("Trading and portfolio", pages.trading, { passing: [job, instance, symbol] })],
});

export const backtests = timeseries("backtest-duration", {
  title: "Backtest duration",
  description:
    "Run time of backtests, whatever their outcome: the median, and the slowest in a hundred. Points far apart are normal: there is one only where a run ended.",
  thresholds: [LIMIT],
  queries: [
    query(runTimesAbove(0.5), (l) => `${l.strategy} median`),
    query(runTimesAbove(0.99), (l) => `${l.strategy} 99 %`),
  ],
  whenEmpty: NO_RUN,
  watchedBy: [HighBacktestDuration],
  links: [drillDown("Backtesting", pages.backtesting, { passing: [job, instance] })],
});
