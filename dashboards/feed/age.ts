import { heatmap, query, thresholdOf, timeseries } from "../../lib/dashboards/index.ts";
import { buckets, quantile, rateInterval, where } from "../../lib/promql/index.ts";
import { websocketLatency } from "../../metrics/quantflow/index.ts";
import { HighLatency } from "../../rules/feed.ts";
import { chosen } from "../variables.ts";

export const ages = heatmap("event-ages", {
  title: "Age of events when applied",
  description:
    "How many events each second were how old, all streams together. One band near the bottom is healthy; a second band above it is a slow path, and a climbing band is a queue that grows.",
  boundUnit: "seconds",
  queries: [query(buckets(where(websocketLatency, chosen), { over: rateInterval }), (l) => l.le)],
});

/** The age that one event in a hundred exceeds, or whichever share `q` leaves. */
export const agesAbove = (q: number) =>
  quantile(q, where(websocketLatency, chosen), { by: ["stream"], over: rateInterval });

export const slowest = timeseries("slowest-events", {
  title: "Slowest event in a hundred",
  description:
    "Age when applied, by stream. Above the line decisions rest on old prices. One stream alone: the exchange is late with it; all at once: the network, our clock or a busy process.",
  thresholds: [thresholdOf(HighLatency, "seconds")],
  queries: [query(agesAbove(0.99), (l) => l.stream)],
  watchedBy: [HighLatency],
});
