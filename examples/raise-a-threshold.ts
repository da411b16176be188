import { query, thresholdOf, timeseries } from "../lib/dashboards/index.ts";
import type { Quantity } from "../lib/metrics/units.ts";
import { above, ratio, value } from "../lib/promql/index.ts";
import { cgroupMemoryLimit, cgroupMemoryUsage } from "../metrics/quantflow/index.ts";
import { HighMemoryUsage } from "../rules/resources.ts";

const share = ratio(value(cgroupMemoryUsage), value(cgroupMemoryLimit));

/** One limit makes the alert, its texts and the line on the panel; whoever raises it raises all of them. */
export function highMemory(limit: Quantity<"ratio">) {
  const alert = { ...HighMemoryUsage, condition: above(share, limit) };
  const panel = timeseries("memory-share", {
    title: "Memory in use",
    description: "What the container uses of its limit. Over the line: somebody is told; at 100 % the kernel ends it.",
    width: 24,
    queries: [query(share, (l) => l.instance)],
    thresholds: [thresholdOf(alert, "ratio")],
    watchedBy: [alert],
  });
  return { alert, panel };
}
