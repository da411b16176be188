import { query, timeseries } from "../../lib/dashboards/index.ts";
import { increase, quantile, rateInterval, sum, where } from "../../lib/promql/index.ts";
import { orderDuration, ordersRefused } from "../../metrics/quantflow/index.ts";
import { PROMPT } from "../../rules/slos.ts";
import { chosen } from "../variables.ts";

const filled = where(orderDuration, { ...chosen, outcome: "filled" });
const fillTime = (q: number) => quantile(q, filled, { by: [], over: rateInterval });

export const orderTimes = timeseries("order-times", {
  title: "From candle to fill",
  description:
    "How long it took from receiving the candle that an order was decided on until it was filled: the median, and the slowest in a hundred. Above the line it counts against the promise to the trader.",
  thresholds: [PROMPT],
  queries: [query(fillTime(0.5), () => "Median"), query(fillTime(0.99), () => "Slowest in a hundred")],
  whenEmpty: "No order was filled in this time.",
});

export const refusals = timeseries("orders-refused", {
  title: "Orders refused",
  description:
    "By what held them back. Cash and position value: the strategy wants more than it may; loss: the kill switch; restoring: right after a start. Zero is the rule.",
  stacked: true,
  queries: [query(sum(increase(where(ordersRefused, chosen), rateInterval), { by: ["reason"] }), (l) => l.reason)],
});
