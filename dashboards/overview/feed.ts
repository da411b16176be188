import { drillDown, query, thresholdOf, timeseries } from "../../lib/dashboards/index.ts";
import { rate, rateInterval, sum, where } from "../../lib/promql/index.ts";
import { priceUpdates } from "../../metrics/quantflow/index.ts";
import { HighLatency, LowMessageRate } from "../../rules/feed.ts";
import { agesAbove } from "../feed/age.ts";
import { pages } from "../pages.ts";
import { LEGEND_BESIDE } from "../style.ts";
import { chosen, instance, job } from "../variables.ts";

const links = [drillDown("Feed", pages.feed, { passing: [job, instance] })];

export const updates = timeseries("price-updates", {
  title: "Price updates",
  description: "Market data events applied each second, by stream. A stream at zero while others flow has ended.",
  queries: [query(sum(rate(where(priceUpdates, chosen), rateInterval), { by: ["stream"] }), (l) => l.stream)],
  watchedBy: [LowMessageRate],
  links,
  raw: LEGEND_BESIDE,
});

export const latency = timeseries("websocket-latency", {
  title: "WebSocket latency",
  description:
    "How old an event is when it is applied: the median, and what one in a hundred exceeds. Above the line decisions rest on old prices.",
  queries: [query(agesAbove(0.5), (l) => `${l.stream} median`), query(agesAbove(0.99), (l) => `${l.stream} 99 %`)],
  thresholds: [thresholdOf(HighLatency, "seconds")],
  watchedBy: [HighLatency],
  links,
  raw: LEGEND_BESIDE,
});
