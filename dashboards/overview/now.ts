import { alertList, drillDown, query, stat, thresholdOf } from "../../lib/dashboards/index.ts";
import { items, usdt } from "../../lib/metrics/units.ts";
import { age, increase, max, shownRange, sum, value, where } from "../../lib/promql/index.ts";
import { activeSubscriptions, feedLastMessage, processErrors } from "../../metrics/quantflow/index.ts";
import { FeedStale } from "../../rules/feed.ts";
import { ApplicationCrashed } from "../../rules/losses.ts";
import { pages } from "../pages.ts";
import { WHOLE_NUMBERS } from "../style.ts";
import { earned } from "../trading/money.ts";
import { chosen, instance, job } from "../variables.ts";

const toFeed = drillDown("Feed", pages.feed, { passing: [job, instance] });

export const oldestPrice = stat("oldest-price", {
  title: "Oldest price",
  description:
    "Time since the last event of the stream that has been silent for longest. Red: decisions rest on old prices; open the feed.",
  at: { x: 0, y: 0, w: 6, h: 4 },
  thresholds: [thresholdOf(FeedStale, "seconds")],
  queries: [query(max(age(where(feedLastMessage, chosen)), { by: [] }), () => "Oldest price")],
  watchedBy: [FeedStale],
  links: [toFeed],
});

export const subscriptions = stat("active-subscriptions", {
  title: "Active subscriptions",
  description: "Streams that the exchange has acknowledged. Zero: nothing arrives, whatever the other panels show.",
  at: { x: 6, y: 0, w: 6, h: 4 },
  bad: "low",
  thresholds: [items(1)],
  queries: [query(sum(value(where(activeSubscriptions, chosen)), { by: ["instance"] }), (l) => l.instance)],
  links: [toFeed],
});

export const profit = stat("profit", {
  title: "Profit and loss",
  description:
    "Earned since the ledger began, closed and open positions together, after fees. Red is a loss; open the portfolio for how it came about.",
  at: { x: 0, y: 4, w: 6, h: 4 },
  bad: "low",
  thresholds: [usdt(0)],
  queries: [query(earned, () => "Profit and loss")],
  links: [drillDown("Trading and portfolio", pages.trading, { passing: [job, instance] })],
});

export const crashes = stat("crashes", {
  title: "Crashes",
  description:
    "How often the application ended by an error that nobody caught, in the time shown. Any at all: its log has the error, and the blue marks show the starts.",
  at: { x: 6, y: 4, w: 6, h: 4 },
  thresholds: [items(1)],
  queries: [query(sum(increase(where(processErrors, chosen), shownRange), { by: [] }), () => "Crashes")],
  watchedBy: [ApplicationCrashed],
  raw: WHOLE_NUMBERS,
});

export const alerts = alertList("alerts", {
  title: "Alerts",
  description:
    "What fires or is about to, most urgent first. Empty is good: the Watchdog proves elsewhere that alerts arrive.",
  at: { x: 12, y: 0, w: 12, h: 8 },
});
