import { drillDown, query, stateTimeline } from "../../lib/dashboards/index.ts";
import { max, min, not, value, where } from "../../lib/promql/index.ts";
import { up } from "../../metrics/external/index.ts";
import { dependencyUp, feedConnected, tradingHalted } from "../../metrics/quantflow/index.ts";
import { ServiceDown } from "../../rules/availability.ts";
import { FeedDisconnected } from "../../rules/feed.ts";
import { TradingHalted } from "../../rules/losses.ts";
import { pages } from "../pages.ts";
import { chosen } from "../variables.ts";

const all = { by: [] } as const;

export const working = stateTimeline("working", {
  title: "What works",
  description:
    "The worst of all replicas. Red from top to bottom: the application is down, or cannot be scraped. Red in one line: that part alone, and the others carry on without it.",
  width: 24,
  height: 7,
  states: [
    { value: 0, text: "Down", color: "red" },
    { value: 1, text: "Works", color: "green" },
  ],
  queries: [
    query(min(value(where(up, chosen)), all), () => "Application"),
    query(min(value(where(feedConnected, chosen)), all), () => "Feed"),
    query(not(max(value(where(tradingHalted, chosen)), all)), () => "Buying"),
    query(min(value(where(dependencyUp, { ...chosen, dependency: "timescaledb" })), all), () => "Database"),
    query(min(value(where(dependencyUp, { ...chosen, dependency: "redis" })), all), () => "Cache"),
  ],
  links: [drillDown("Stores", pages.stores)],
  watchedBy: [ServiceDown, FeedDisconnected, TradingHalted],
});
