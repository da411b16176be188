import { barGauge, column, drillDown, query, table } from "../../lib/dashboards/index.ts";
import { sum, value, where } from "../../lib/promql/index.ts";
import { positionSize, positionValue } from "../../metrics/quantflow/index.ts";
import { pages } from "../pages.ts";
import { chosenMarket, instance, job } from "../variables.ts";

const bySymbol = { by: ["symbol"] } as const;
const held = sum(value(where(positionValue, chosenMarket)), bySymbol);

export const positions = table("positions", {
  title: "Positions",
  description:
    "What is held of each market now, in its own units and at its last price. A size without a value is a market without a price: look at the feed.",
  height: 6,
  labels: { symbol: "Market" },
  columns: [column("Size", sum(value(where(positionSize, chosenMarket)), bySymbol)), column("Value", held)],
});

export const positionValues = barGauge("position-values", {
  title: "Value by market",
  description:
    "Open positions at their last price. One bar far longer than the others: the portfolio depends on one market.",
  height: 6,
  queries: [query(held, (l) => l.symbol)],
  links: [drillDown("Only this market", pages.trading, { passing: [job, instance], choosing: { symbol: "symbol" } })],
  min: 0,
});
