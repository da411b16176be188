import { drillDown, query, thresholdOf, timeseries } from "../../lib/dashboards/index.ts";
import { observed, rate, rateInterval, ratio, value, where } from "../../lib/promql/index.ts";
import { processCpu, residentMemory } from "../../metrics/external/index.ts";
import { cgroupMemoryLimit, cgroupMemoryUsage, eventLoopLag } from "../../metrics/quantflow/index.ts";
import { EventLoopLag, HighCPUUsage, HighMemoryUsage, MemoryLeak, MemoryNearLimit } from "../../rules/resources.ts";
import { pages } from "../pages.ts";
import { chosen } from "../variables.ts";

const links = [drillDown("The process in detail", pages.ground)];

const limit = value(where(cgroupMemoryLimit, chosen));

export const memory = timeseries("application-memory", {
  title: "Memory of the application",
  description:
    "What the process holds and what its container uses, as a share of the limit at which the kernel kills it. Steps up with each burst of work are normal; a line that never comes down is a leak.",
  width: 8,
  min: 0,
  thresholds: [thresholdOf(HighMemoryUsage, "ratio"), thresholdOf(MemoryNearLimit, "ratio")],
  queries: [
    query(ratio(value(where(cgroupMemoryUsage, chosen)), limit), (l) => `${l.instance} container`),
    query(ratio(value(where(residentMemory, chosen)), limit), (l) => `${l.instance} process`),
  ],
  watchedBy: [HighMemoryUsage, MemoryNearLimit, MemoryLeak],
  links,
});

export const processor = timeseries("application-processor", {
  title: "Processor time",
  description:
    "Cores that the application uses, its backtests included. High without backtests: more prices than it can handle, or a loop that does not end.",
  width: 8,
  min: 0,
  thresholds: [thresholdOf(HighCPUUsage, "ratio")],
  queries: [query(rate(where(processCpu, chosen), rateInterval), (l) => l.instance)],
  watchedBy: [HighCPUUsage],
  links,
});

export const lateness = timeseries("event-loop-lag", {
  title: "Time the event loop ran late",
  description:
    "The share of time in which neither a price nor a scrape was served. A few percent are the timer's own grain; above the line something blocks the main thread.",
  width: 8,
  min: 0,
  thresholds: [thresholdOf(EventLoopLag, "ratio")],
  queries: [query(observed(where(eventLoopLag, chosen), rateInterval), (l) => l.instance)],
  watchedBy: [EventLoopLag],
  links,
});
