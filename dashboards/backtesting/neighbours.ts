/** What live trading feels of backtests, which run beside it in the same container. */
import { query, thresholdOf, timeseries } from "../../lib/dashboards/index.ts";
import { observed, rate, rateInterval, where } from "../../lib/promql/index.ts";
import { processCpu } from "../../metrics/external/index.ts";
import { eventLoopLag } from "../../metrics/quantflow/index.ts";
import { EventLoopLag, HighCPUUsage } from "../../rules/resources.ts";
import { chosen } from "../variables.ts";

export const processor = timeseries("processor", {
  title: "Processor time",
  description:
    "Of the whole application, as a share of one core: workers take what the main thread leaves. High while backtests run and low otherwise is as it should be.",
  min: 0,
  thresholds: [thresholdOf(HighCPUUsage, "ratio")],
  queries: [query(rate(where(processCpu, chosen), rateInterval), (l) => l.instance)],
  watchedBy: [HighCPUUsage],
});

export const lateness = timeseries("event-loop-lag", {
  title: "Time the event loop ran late",
  description:
    "The share of time in which neither a price nor a scrape was served. It must not follow the backtests: if it does, their work has got onto the main thread.",
  min: 0,
  thresholds: [thresholdOf(EventLoopLag, "ratio")],
  queries: [query(observed(where(eventLoopLag, chosen), rateInterval), (l) => l.instance)],
  watchedBy: [EventLoopLag],
});
