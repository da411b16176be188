import { drillDown, query, stat, timeseries } from "../../lib/dashboards/index.ts";
import { items } from "../../lib/metrics/units.ts";
import {
  average,
  difference,
  increase,
  rate,
  rateInterval,
  shownRange,
  sum,
  value,
  where,
} from "../../lib/promql/index.ts";
import {
  hostCpu,
  hostCpuPressure,
  hostDiskPressure,
  hostMemoryAvailable,
  hostMemoryPressure,
  hostMemory as hostMemoryTotal,
  oomKills,
} from "../../metrics/external/index.ts";
import { OomKill } from "../../rules/host.ts";
import { pages } from "../pages.ts";
import { WHOLE_NUMBERS } from "../style.ts";
import { chosen } from "./variables.ts";

export const kills = stat("oom-kills", {
  title: "Killed for memory",
  description:
    "Processes that the kernel killed in the time shown, on the host or in any container. Which one stands in the kernel's log: it hit its container's limit, or the host had no memory left.",
  width: 6,
  thresholds: [items(1)],
  queries: [query(sum(increase(where(oomKills, chosen), shownRange), { by: [] }), () => "Killed")],
  watchedBy: [OomKill],
  raw: WHOLE_NUMBERS,
});

/** As a share of all processors together. */
const spent = (...mode: readonly ("user" | "nice" | "system" | "irq" | "softirq" | "steal")[]) =>
  sum(average(rate(where(hostCpu, { ...chosen, mode }), rateInterval), { by: ["mode"] }), { by: [] });

export const cpu = timeseries("host-cpu", {
  title: "Processors",
  description:
    "Share of all processors' time by what it went to; the rest was idle. Stolen is time that another machine on the same hardware had. Near 100 % for long everything comes late, prices first.",
  width: 8,
  height: 9,
  stacked: true,
  min: 0,
  max: 1,
  queries: [
    query(spent("user", "nice"), () => "programs"),
    query(spent("system", "irq", "softirq"), () => "kernel"),
    query(spent("steal"), () => "stolen"),
  ],
});

const all = sum(value(where(hostMemoryTotal, chosen)), { by: [] });
const available = sum(value(where(hostMemoryAvailable, chosen)), { by: [] });

export const hostMemory = timeseries("host-memory", {
  title: "Memory of the host",
  description:
    "In use, and all there is. What caches hold counts as free, for it is given back when asked for. Close to the upper line the kernel begins to kill.",
  width: 8,
  height: 9,
  min: 0,
  queries: [query(difference(all, available), () => "used"), query(all, () => "all")],
});

const waited = (counter: typeof hostCpuPressure) => sum(rate(where(counter, chosen), rateInterval), { by: [] });

export const pressure = timeseries("host-pressure", {
  title: "Waiting for the machine",
  description:
    "Share of the time in which some program could not go on because it lacked a processor, memory or the disk. Unlike a load it tells that something was slower for it. Memory above zero is the worst of the three.",
  width: 8,
  height: 9,
  min: 0,
  queries: [
    query(waited(hostCpuPressure), () => "processor"),
    query(waited(hostMemoryPressure), () => "memory"),
    query(waited(hostDiskPressure), () => "disk"),
  ],
  links: [drillDown("Who answers late", pages.monitoring)],
});
