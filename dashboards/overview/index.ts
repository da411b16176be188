import { dashboard } from "../../lib/dashboards/index.ts";
import { annotations } from "../annotations.ts";
import { pages, TAGS } from "../pages.ts";
import { instance, job, symbol } from "../variables.ts";
import { latency, updates } from "./feed.ts";
import { alerts, crashes, oldestPrice, profit, subscriptions } from "./now.ts";
import { lateness, memory, processor } from "./process.ts";
import { backtests, signals } from "./trading.ts";
import { working } from "./working.ts";

export const overview = dashboard({
  ...pages.overview,
  description: "Do prices arrive in time, is money made of them, and is anything wrong?",
  tags: TAGS,
  variables: [job, instance, symbol],
  annotations,
  rows: [
    { key: "now", panels: [oldestPrice, subscriptions, profit, crashes, alerts] },
    { key: "parts", panels: [working] },
    { key: "market-data", title: "Market data", panels: [updates, latency] },
    { key: "trading", title: "Trading", panels: [signals, backtests] },
    { key: "process", title: "The application", panels: [memory, processor, lateness] },
  ],
});
