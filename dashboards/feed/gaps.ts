import { drillDown, query, timeseries } from "../../lib/dashboards/index.ts";
import { increase, rateInterval, sum, where } from "../../lib/promql/index.ts";
import { feedBackfilled, feedTradeGaps, feedUnrecovered } from "../../metrics/quantflow/index.ts";
import { MarketDataLost } from "../../rules/losses.ts";
import { pages } from "../pages.ts";
import { EVENTS } from "../style.ts";
import { chosen, chosenMarket, instance, job } from "../variables.ts";

export const gaps = timeseries("trade-gaps", {
  title: "Trades that were missing",
  description:
    "Holes in the exchange's numbering, by market, those that were filled afterwards included. A few with a reconnect are normal; steady ones mean that we are sent less than everything.",
  queries: [
    query(sum(increase(where(feedTradeGaps, chosenMarket), rateInterval), { by: ["symbol"] }), (l) => l.symbol),
  ],
  stacked: true,
  raw: EVENTS,
  links: [drillDown("What it traded", pages.trading, { passing: [job, instance], choosing: { symbol: "symbol" } })],
});

export const recovery = timeseries("recovery", {
  title: "Fetched afterwards, and lost",
  description:
    "What became of missing trades and candles. Lost ones are holes for good: candles made of them, and backtests over them, are wrong.",
  queries: [
    query(sum(increase(where(feedBackfilled, chosen), rateInterval), { by: ["stream"] }), (l) => `${l.stream} fetched`),
    query(sum(increase(where(feedUnrecovered, chosen), rateInterval), { by: ["stream"] }), (l) => `${l.stream} lost`),
  ],
  stacked: true,
  raw: EVENTS,
  watchedBy: [MarketDataLost],
});
