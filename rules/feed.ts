import { alert } from "../lib/alerting/rules/alert.ts";
import { group } from "../lib/alerting/rules/group.ts";
import { isFalse, items, milliseconds, minutes, perMinute, seconds } from "../lib/metrics/units.ts";
import {
  above,
  age,
  and,
  below,
  highest,
  is,
  max,
  quantile,
  rate,
  slowerThan,
  sum,
  value,
  where,
} from "../lib/promql/index.ts";
import {
  activeSubscriptions,
  feedConnected,
  feedLastMessage,
  priceUpdates,
  websocketLatency,
} from "../metrics/quantflow/index.ts";
import * as meanings from "./meanings/feed.ts";
import { TRADING } from "./owners.ts";

const job = "quantflow";
const WINDOW = minutes(5);

/** A silent connection is ended and made anew over and over, so "subscribed" has to outlive the gaps between. */
const subscribed = above(max(highest(activeSubscriptions, WINDOW), { by: ["job"] }), items(0));

const LATE = milliseconds(500);
const byStream = { by: ["job", "stream"], over: WINDOW } as const;

/** A hundredth of few events is the slowest of them: one straggler is no news, ten are. */
const oftenLate = above(slowerThan(LATE, websocketLatency, byStream), items(10));

export const HighLatency = alert("HighLatency", {
  meaning: meanings.HighLatency,
  condition: and(above(quantile(0.99, where(websocketLatency, { job }), byStream), LATE), oftenLate, {
    on: ["job", "stream"],
  }),
  for: minutes(1),
  severity: "warning",
  owner: TRADING,
  summary: (f) => `Prices of ${f.label.stream} arrive late`,
  description: (f) =>
    `One ${f.label.stream} event in a hundred is older than ${f.value} when it is applied (over ${f.time(WINDOW)}; limit ${f.threshold}, for ${f.for}).`,
});

export const LowMessageRate = alert("LowMessageRate", {
  meaning: meanings.LowMessageRate,
  condition: and(below(sum(rate(where(priceUpdates, { job }), WINDOW), { by: ["job"] }), perMinute(10)), subscribed, {
    on: ["job"],
  }),
  for: minutes(2),
  severity: "warning",
  owner: TRADING,
  summary: () => "Few price updates",
  description: (f) =>
    `The application has been subscribed, yet price updates have come at ${f.value} over ${f.time(WINDOW)}, below ${f.threshold} for ${f.for}.`,
});

/** Prices are old whatever the connection says of itself; FeedDisconnected silences it where that is the reason. */
export const FeedStale = alert("FeedStale", {
  meaning: meanings.FeedStale,
  condition: above(age(where(feedLastMessage, { job })), seconds(30)),
  for: seconds(30),
  severity: "critical",
  owner: TRADING,
  summary: (f) => `No prices from ${f.label.stream}`,
  description: (f) =>
    `The last ${f.label.stream} event was applied ${f.value} ago (limit ${f.threshold}, for ${f.for}): decisions rest on old prices.`,
});

export const FeedDisconnected = alert("FeedDisconnected", {
  meaning: meanings.FeedDisconnected,
  condition: is(value(where(feedConnected, { job })), isFalse),
  for: minutes(1),
  severity: "critical",
  owner: TRADING,
  summary: () => "The exchange is disconnected",
  description: (f) =>
    `${f.label.instance} has had no subscribed connection to the exchange for ${f.for}: no prices arrive.`,
});

export const feed = group("feed", [HighLatency, LowMessageRate, FeedStale, FeedDisconnected]);
