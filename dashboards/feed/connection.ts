import { query, stateTimeline, timeseries } from "../../lib/dashboards/index.ts";
import { increase, min, rate, rateInterval, sum, value, where } from "../../lib/promql/index.ts";
import { feedConnected, feedReconnects, priceUpdates } from "../../metrics/quantflow/index.ts";
import { FeedDisconnected } from "../../rules/feed.ts";
import { EVENTS, LEGEND_BESIDE } from "../style.ts";
import { chosen } from "../variables.ts";

export const connection = stateTimeline("feed-connection", {
  title: "Connection to the exchange",
  description:
    "Connected: every connection that the streams need is open and subscribed. Red for longer than a minute: see below why connections end.",
  width: 24,
  height: 4,
  states: [
    { value: 0, text: "Disconnected", color: "red" },
    { value: 1, text: "Connected", color: "green" },
  ],
  queries: [query(min(value(where(feedConnected, chosen)), { by: ["instance"] }), (l) => l.instance)],
  watchedBy: [FeedDisconnected],
});

export const connectionsEnded = timeseries("connections-ended", {
  title: "Connections that ended",
  description:
    "By the reason they ended. Closed and refused come from the exchange; silent and unanswered mean that it, or the network, went quiet; renewed is routine, once a day.",
  stacked: true,
  queries: [query(sum(increase(where(feedReconnects, chosen), rateInterval), { by: ["reason"] }), (l) => l.reason)],
  raw: EVENTS,
});

export const updates = timeseries("price-updates", {
  title: "Price updates by stream",
  description:
    "Market data events applied each second. One stream at zero while others flow: the exchange ended it. All of them lower than yesterday: a quiet market, or symbols are missing.",
  queries: [query(sum(rate(where(priceUpdates, chosen), rateInterval), { by: ["stream"] }), (l) => l.stream)],
  raw: LEGEND_BESIDE,
});
