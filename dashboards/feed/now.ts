import { drillDown, query, stat, thresholdOf } from "../../lib/dashboards/index.ts";
import { items } from "../../lib/metrics/units.ts";
import { age, max, rate, rateInterval, sum, value, where } from "../../lib/promql/index.ts";
import { activeSubscriptions, feedLastMessage, feedMissing, priceUpdates } from "../../metrics/quantflow/index.ts";
import { FeedStale, LowMessageRate } from "../../rules/feed.ts";
import { pages } from "../pages.ts";
import { chosen, instance, job } from "../variables.ts";

export const oldestPrice = stat("oldest-price", {
  title: "Oldest price",
  description:
    "Time since the last event of the stream that has been silent for longest. When it climbs while other streams go on, that stream has ended; when all are silent, look at the connection.",
  width: 6,
  thresholds: [thresholdOf(FeedStale, "seconds")],
  queries: [query(max(age(where(feedLastMessage, chosen)), { by: ["stream"] }), (l) => l.stream)],
  watchedBy: [FeedStale],
});

export const updateRate = stat("update-rate", {
  title: "Price updates",
  description:
    "Market data events applied each second, all streams together. Near zero while the feed is connected: the exchange sends nothing, or nothing that we understand.",
  width: 6,
  bad: "low",
  thresholds: [thresholdOf(LowMessageRate, "items/s")],
  queries: [query(sum(rate(where(priceUpdates, chosen), rateInterval), { by: [] }), () => "Price updates")],
  watchedBy: [LowMessageRate],
});

export const subscriptions = stat("active-subscriptions", {
  title: "Active subscriptions",
  description:
    "Streams that the exchange has acknowledged and not ended. Zero: nothing arrives, whatever the other panels still show. Fewer than usual: the exchange refused some of them.",
  width: 6,
  bad: "low",
  thresholds: [items(1)],
  queries: [query(sum(value(where(activeSubscriptions, chosen)), { by: [] }), () => "Active subscriptions")],
  links: [drillDown("Feed", pages.feed, { passing: [job, instance] })],
});

export const missing = stat("missing-events", {
  title: "Missing events",
  description:
    "Trades and closed candles that have not arrived though later ones have. They are being fetched; above zero for more than a minute, the exchange's REST interface does not answer or its limit is used up.",
  width: 6,
  thresholds: [items(1)],
  queries: [query(sum(value(where(feedMissing, chosen)), { by: [] }), () => "Missing events")],
});
