import { dashboard } from "../../lib/dashboards/index.ts";
import { instance, job, symbol } from "../variables.ts";
import { alerts } from "./alerts.ts";
import { latency, subscriptions, updates } from "./feed.ts";
import { memory } from "./process.ts";
import { backtests, signals } from "./trading.ts";

export const overview = dashboard({
  uid: "quantflow-overview",
  title: "QuantFlow Overview",
  description: "Do prices arrive in time, does the strategy trade on them, and is anything wrong?",
  tags: ["quantflow"],
  variables: [job, instance, symbol],
  rows: [
    { key: "now", panels: [subscriptions, alerts] },
    { key: "market-data", title: "Market data", panels: [updates, latency] },
    { key: "trading", title: "Trading and the process", panels: [signals, backtests, memory] },
  ],
});
