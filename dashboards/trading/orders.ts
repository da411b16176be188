import { query, timeseries } from "../../lib/dashboards/index.ts";
import { increase, rateInterval, sum, where } from "../../lib/promql/index.ts";
import { orderDuration, ordersRefused } from "../../metrics/quantflow/index.ts";
import { rareQuantile } from "../rare.ts";
import { EVENTS } from "../style.ts";
import { chosen } from "../variables.ts";

const filled = where(orderDuration, { ...chosen, outcome: "filled" });
const fillTime = (q: number) => rareQuantile(q, filled, ["outcome"]);

export const orderTimes = timeseries("order-times", {
  title: "From candle to fill",
  description:
    "How long it took from receiving the candle that an order was decided on until it was filled: the median, and the slowest in a hundred. When it rises with the delays of the feed, prices came late; when it rises alone, the engine is busy.",
  queries: [query(fillTime(0.5), () => "Median"), query(fillTime(0.99), () => "Slowest in a hundred")],
  whenEmpty: "No order was filled in this time.",
});

export const refusals = timeseries("orders-refused", {
  title: "Orders refused",
  description:
    "By what held them back. Cash and position value: the strategy wants more than it may; loss: the kill switch; restoring: right after a start. Zero is the rule.",
  stacked: true,
  queries: [query(sum(increase(where(ordersRefused, chosen), rateInterval), { by: ["reason"] }), (l) => l.reason)],
  raw: EVENTS,
});
