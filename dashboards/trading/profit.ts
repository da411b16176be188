import { query, stateTimeline, timeseries } from "../../lib/dashboards/index.ts";
import { max, value, where } from "../../lib/promql/index.ts";
import { tradingHalted } from "../../metrics/quantflow/index.ts";
import { TradingHalted } from "../../rules/losses.ts";
import { chosen } from "../variables.ts";
import { earned, realized, unrealized } from "./money.ts";

export const profitOverTime = timeseries("profit-over-time", {
  title: "Profit and loss over time",
  description:
    "Realized: closed positions after fees. Unrealized: open ones at their last price. A realized curve that only falls is fees or a strategy that does not fit the market.",
  width: 24,
  height: 9,
  queries: [query(realized, () => "Realized"), query(unrealized, () => "Unrealized"), query(earned, () => "Together")],
});

export const halted = stateTimeline("halted", {
  title: "Reasons not to buy",
  description:
    "Each of them halts buying. Red: no position is opened. Restoring: the ledger is being read back after a start, seconds as a rule. Loss: the kill switch; only a person who understands the loss should lift it.",
  width: 24,
  height: 4,
  states: [
    { value: 0, text: "None", color: "green" },
    { value: 1, text: "Halts", color: "red" },
  ],
  queries: [query(max(value(where(tradingHalted, chosen)), { by: ["reason"] }), (l) => l.reason)],
  watchedBy: [TradingHalted],
});
