import { query, stat, thresholdOf, timeseries } from "../../lib/dashboards/index.ts";
import { items } from "../../lib/metrics/units.ts";
import { quantile, rate, rateInterval, sum, value, where } from "../../lib/promql/index.ts";
import { activeSubscriptions, priceUpdates, websocketLatency } from "../../metrics/quantflow/index.ts";
import { FeedDisconnected, FeedStale, HighLatency, LowMessageRate } from "../../rules/feed.ts";
import { chosen } from "../variables.ts";

export const subscriptions = stat("active-subscriptions", {
  title: "Active subscriptions",
  description: "Streams that the exchange has acknowledged. Zero: nothing arrives, whatever the other panels show.",
  width: 6,
  height: 8,
  thresholds: [items(1)],
  bad: "low",
  queries: [query(sum(value(where(activeSubscriptions, chosen)), { by: ["instance"] }), (l) => l.instance)],
  watchedBy: [FeedDisconnected],
});

export const updates = timeseries("price-updates", {
  title: "Price updates",
  description: "Market data events applied each second, by stream. A stream at zero while others flow has ended.",
  queries: [query(sum(rate(where(priceUpdates, chosen), rateInterval), { by: ["stream"] }), (l) => l.stream)],
  watchedBy: [LowMessageRate, FeedStale],
});

const latencyQuantile = (q: number) =>
  quantile(q, where(websocketLatency, chosen), { by: ["stream"], over: rateInterval });

export const latency = timeseries("websocket-latency", {
  title: "WebSocket latency",
  description: "How old an event is when it is applied: the median, and what one in a hundred exceeds.",
  queries: [
    query(latencyQuantile(0.5), (l) => `${l.stream} median`),
    query(latencyQuantile(0.99), (l) => `${l.stream} 99 %`),
  ],
  thresholds: [thresholdOf(HighLatency, "seconds")],
  watchedBy: [HighLatency],
});
