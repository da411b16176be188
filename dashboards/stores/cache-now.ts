import { query, stat, thresholdOf } from "../../lib/dashboards/index.ts";
import { bytes, percent } from "../../lib/metrics/units.ts";
import { above, max, ratio, seen, value, where } from "../../lib/promql/index.ts";
import { cacheMemory, cacheMemoryLimit, cacheRun, cacheSlowCalls } from "../../metrics/external/index.ts";
import { CacheRestartLoop, RESTART_WINDOW } from "../../rules/availability.ts";
import { chosen } from "./variables.ts";

export const cacheRuns = stat("cache-runs", {
  title: "Runs of Redis",
  description: `Seen within ${RESTART_WINDOW.text}: one is as it should be, each further one is a restart. Several are a loop: its log says why. Latest prices are written again within seconds.`,
  width: 8,
  thresholds: [thresholdOf(CacheRestartLoop, "items")],
  queries: [query(seen(where(cacheRun, chosen), { by: ["instance"], over: RESTART_WINDOW }), (l) => l.instance)],
  watchedBy: [CacheRestartLoop],
});

const allowed = max(above(value(where(cacheMemoryLimit, chosen)), bytes(0)), { by: ["instance"] });

export const cacheMemoryUsed = stat("cache-memory-used", {
  title: "Memory used",
  description:
    "Of what Redis may use. At 100 % it evicts the keys that were used least recently, as it is told to; latest prices are few, so anything near it is somebody else's data.",
  width: 8,
  thresholds: [percent(80), percent(95)],
  queries: [query(ratio(max(value(where(cacheMemory, chosen)), { by: ["instance"] }), allowed), (l) => l.instance)],
});

export const cacheSlow = stat("cache-slow-calls", {
  title: "Slow calls on record",
  description:
    "Calls that took Redis longer than 10 ms each, the last 128 since its start or since somebody reset the list: its growth is what matters. Read them with SLOWLOG GET: a command over many keys holds up everybody else.",
  width: 8,
  queries: [query(max(value(where(cacheSlowCalls, chosen)), { by: ["instance"] }), (l) => l.instance)],
});
