import { query, stat } from "../../lib/dashboards/index.ts";
import { usdt } from "../../lib/metrics/units.ts";
import { increase, ratio, shownRange, sum, where } from "../../lib/promql/index.ts";
import { fees, trades } from "../../metrics/quantflow/index.ts";
import { WHOLE_NUMBERS } from "../style.ts";
import { chosen, chosenMarket } from "../variables.ts";
import { earned, exposed, inAll } from "./money.ts";

export const profit = stat("profit", {
  title: "Profit and loss",
  description:
    "What was earned since the ledger began, closed and open positions together, after fees. Red is a loss; how it came about stands in the row below.",
  width: 5,
  bad: "low",
  thresholds: [usdt(0)],
  queries: [query(earned, () => "Profit and loss")],
});

export const worth = stat("portfolio-value", {
  title: "Portfolio value",
  description:
    "Cash and open positions at their last price. A jump without a trade is a wrong price: look at the feed.",
  width: 5,
  queries: [query(inAll, () => "Portfolio value")],
});

export const atRisk = stat("at-risk", {
  title: "Share at risk",
  description:
    "Open positions as a share of the portfolio. Flat is 0 %. Close to 100 % there is no cash left, and orders are refused.",
  width: 5,
  queries: [query(ratio(exposed, inAll), () => "Share at risk")],
});

export const tradesMade = stat("trades-made", {
  title: "Trades",
  description:
    "Fills in the time shown. None while signals come: orders are being refused. Far more than usual: a strategy flaps, and pays fees for it.",
  width: 5,
  queries: [query(sum(increase(where(trades, chosenMarket), shownRange), { by: [] }), () => "Trades")],
  raw: WHOLE_NUMBERS,
});

export const feesPaid = stat("fees-paid", {
  title: "Fees",
  description:
    "Paid on fills in the time shown. Compare with the profit: a strategy that trades too often earns for the exchange.",
  width: 4,
  queries: [query(sum(increase(where(fees, chosen), shownRange), { by: ["currency"] }), () => "Fees")],
});
