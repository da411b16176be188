import { drillDown, query, timeseries } from "../../lib/dashboards/index.ts";
import { rate, rateInterval, sum, where } from "../../lib/promql/index.ts";
import { trades, tradingSignals } from "../../metrics/quantflow/index.ts";
import { pages } from "../pages.ts";
import { chosenMarket, instance, job } from "../variables.ts";

const narrow = drillDown("Only this market", pages.trading, {
  passing: [job, instance],
  choosing: { symbol: "symbol" },
});

export const signals = timeseries("trading-signals", {
  title: "Signals",
  description:
    "What live strategies decided each second, by market and direction. Long silence on moving prices: a strategy stopped, or its candles do not close.",
  queries: [
    query(
      sum(rate(where(tradingSignals, chosenMarket), rateInterval), { by: ["symbol", "signal"] }),
      (l) => `${l.symbol} ${l.signal}`,
    ),
  ],
  links: [narrow],
});

export const fills = timeseries("trades", {
  title: "Trades",
  description:
    "Fills each second, by market and side. They follow the signals; where they do not, orders were refused or came late.",
  queries: [
    query(
      sum(rate(where(trades, chosenMarket), rateInterval), { by: ["symbol", "side"] }),
      (l) => `${l.symbol} ${l.side}`,
    ),
  ],
  links: [narrow],
});
