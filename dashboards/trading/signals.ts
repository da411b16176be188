import { drillDown, query, timeseries } from "../../lib/dashboards/index.ts";
import { increase, rateInterval, sum, where } from "../../lib/promql/index.ts";
import { trades, tradingSignals } from "../../metrics/quantflow/index.ts";
import { pages } from "../pages.ts";
import { EVENTS } from "../style.ts";
import { chosenMarket, instance, job } from "../variables.ts";

const narrow = drillDown("Only this market", pages.trading, {
  passing: [job, instance],
  choosing: { symbol: "symbol" },
});

export const signals = timeseries("trading-signals", {
  title: "Signals over time",
  description:
    "What live strategies decided, by market and direction. Long silence on moving prices: a strategy stopped, or its candles do not close.",
  queries: [
    query(
      sum(increase(where(tradingSignals, chosenMarket), rateInterval), { by: ["symbol", "signal"] }),
      (l) => `${l.symbol} ${l.signal}`,
    ),
  ],
  stacked: true,
  raw: EVENTS,
  links: [narrow],
});

export const fills = timeseries("trades", {
  title: "Trades over time",
  description:
    "Fills, by market and side. They follow the signals; where they do not, orders were refused or came late.",
  queries: [
    query(
      sum(increase(where(trades, chosenMarket), rateInterval), { by: ["symbol", "side"] }),
      (l) => `${l.symbol} ${l.side}`,
    ),
  ],
  stacked: true,
  raw: EVENTS,
  links: [narrow],
});
