import { query, timeseries } from "../../lib/dashboards/index.ts";
import { value, where } from "../../lib/promql/index.ts";
import { residentMemory } from "../../metrics/external/index.ts";
import { cgroupMemoryLimit, cgroupMemoryUsage } from "../../metrics/quantflow/index.ts";
import { HighMemoryUsage, MemoryLeak, MemoryNearLimit } from "../../rules/resources.ts";
import { chosen } from "../variables.ts";

export const memory = timeseries("application-memory", {
  title: "Memory of the application",
  description: "What the process holds and what its container uses, against the limit at which the kernel kills it.",
  width: 8,
  queries: [
    query(value(where(residentMemory, chosen)), (l) => `${l.instance} process`),
    query(value(where(cgroupMemoryUsage, chosen)), (l) => `${l.instance} container`),
    query(value(where(cgroupMemoryLimit, chosen)), (l) => `${l.instance} limit`),
  ],
  watchedBy: [HighMemoryUsage, MemoryLeak, MemoryNearLimit],
});
