import { drillDown, query, stat, thresholdOf, timeseries } from "../../lib/dashboards/index.ts";
import { items } from "../../lib/metrics/units.ts";
import {
  age,
  increase,
  min,
  observed,
  quantile,
  rate,
  rateInterval,
  ratio,
  shownRange,
  sum,
  value,
  where,
} from "../../lib/promql/index.ts";
import { processCpu, processStart, residentMemory } from "../../metrics/external/index.ts";
import {
  cgroupCpuThrottled,
  cgroupMemoryLimit,
  cgroupMemoryUsage,
  dataDirectoryWritable,
  eventLoopActive,
  eventLoopLag,
  garbageCollection,
  processErrors,
} from "../../metrics/quantflow/index.ts";
import { ApplicationCannotWrite, ApplicationCrashed } from "../../rules/losses.ts";
import { EventLoopLag, HighCPUUsage, HighMemoryUsage, MemoryLeak, MemoryNearLimit } from "../../rules/resources.ts";
import { pages } from "../pages.ts";
import { WHOLE_NUMBERS } from "../style.ts";
import { chosen, chosenApplication } from "./variables.ts";

export const memoryShare = stat("memory-share", {
  title: "Memory of its limit",
  description:
    "What the application's container uses of what it may. At 100 % the kernel kills it. A steady climb over hours is a leak; a step is a market that was added or a backtest that runs.",
  width: 6,
  thresholds: [thresholdOf(HighMemoryUsage, "ratio"), thresholdOf(MemoryNearLimit, "ratio")],
  queries: [
    query(ratio(value(where(cgroupMemoryUsage, chosen)), value(where(cgroupMemoryLimit, chosen))), (l) => l.instance),
  ],
  watchedBy: [HighMemoryUsage, MemoryNearLimit],
});

export const crashes = stat("crashes", {
  title: "Crashes",
  description:
    "Times that the application ended, in the time shown, by an error that nobody caught. Its log has the error; positions are restored from the database at the next start.",
  width: 6,
  thresholds: [items(1)],
  queries: [query(sum(increase(where(processErrors, chosen), shownRange), { by: ["kind"] }), (l) => l.kind)],
  watchedBy: [ApplicationCrashed],
  raw: WHOLE_NUMBERS,
});

export const disk = stat("data-directory", {
  title: "Its disk",
  description:
    "Whether the application's data directory took what was last written there to try it. Nothing: fills wait in memory, where a crash loses them, and alerts are refused.",
  width: 6,
  states: [
    { value: 0, text: "Takes nothing", color: "red" },
    { value: 1, text: "Writable", color: "green" },
  ],
  queries: [query(min(value(where(dataDirectoryWritable, chosen)), { by: ["instance"] }), (l) => l.instance)],
  watchedBy: [ApplicationCannotWrite],
});

export const uptime = stat("uptime", {
  title: "Running for",
  description:
    "Since its process started. Shorter than the last deploy: it was restarted, by a crash, by the kernel for its memory, or by somebody.",
  width: 6,
  queries: [query(age(where(processStart, chosenApplication)), (l) => l.instance)],
  links: [drillDown("Who answers", pages.monitoring)],
});

export const processor = timeseries("process-cpu", {
  title: "Processor time",
  description:
    "What the process uses of one core, its worker threads included, and what its container's limit kept it from. Trading is single-threaded: close to one core prices wait. Throttled time is a limit that is too low.",
  height: 9,
  min: 0,
  thresholds: [thresholdOf(HighCPUUsage, "ratio")],
  queries: [
    query(rate(where(processCpu, chosenApplication), rateInterval), (l) => `${l.instance} used`),
    query(rate(where(cgroupCpuThrottled, chosen), rateInterval), (l) => `${l.instance} throttled`),
  ],
  watchedBy: [HighCPUUsage],
});

export const memory = timeseries("process-memory", {
  title: "Memory",
  description:
    "What the process holds, what its container uses, and the limit. The process alone above the container's line shares pages with others; the container above it holds page cache.",
  height: 9,
  min: 0,
  queries: [
    query(value(where(residentMemory, chosenApplication)), (l) => `${l.instance} process`),
    query(value(where(cgroupMemoryUsage, chosen)), (l) => `${l.instance} container`),
    query(value(where(cgroupMemoryLimit, chosen)), (l) => `${l.instance} limit`),
  ],
  watchedBy: [MemoryLeak],
});

export const loop = timeseries("event-loop", {
  title: "Event loop",
  description:
    "Share of the time in which a timer that was due had to wait, and in which the loop was busy. Late without being busy: the host's processors are taken by others. Both high: our own code, a large answer or garbage.",
  width: 8,
  height: 9,
  min: 0,
  thresholds: [thresholdOf(EventLoopLag, "ratio")],
  queries: [
    query(sum(observed(where(eventLoopLag, chosen), rateInterval), { by: [] }), () => "late"),
    query(sum(rate(where(eventLoopActive, chosen), rateInterval), { by: [] }), () => "busy"),
  ],
  watchedBy: [EventLoopLag],
});

const turn = (q: number) => quantile(q, where(eventLoopLag, chosen), { by: [], over: rateInterval });

export const lag = timeseries("event-loop-lag", {
  title: "Turns that came late",
  description:
    "How late a timer ran that was due every 20 ms. In that time neither a price nor a scrape was served. A slowest of seconds is one long block: a synchronous call that should be on a worker.",
  width: 8,
  height: 9,
  min: 0,
  queries: [query(turn(0.5), () => "median"), query(turn(0.99), () => "slowest in a hundred")],
});

export const collection = timeseries("garbage-collection", {
  title: "Garbage collection",
  description:
    "Share of the time in which the application paused for it, by kind. Minor ones are cheap and many. Major ones that take more and more are a heap near its limit: look at its memory.",
  width: 8,
  height: 9,
  stacked: true,
  min: 0,
  queries: [query(sum(observed(where(garbageCollection, chosen), rateInterval), { by: ["kind"] }), (l) => l.kind)],
});
