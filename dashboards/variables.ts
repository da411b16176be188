import { labelVariable } from "../lib/dashboards/index.ts";
import { buildInfo, tradingSignals } from "../metrics/quantflow/index.ts";

/** The same choices on every dashboard. */
export const job = labelVariable("job", { title: "Job", metric: buildInfo, label: "job" });
export const instance = labelVariable("instance", { title: "Instance", metric: buildInfo, label: "instance" });
export const symbol = labelVariable("symbol", { title: "Symbol", metric: tradingSignals, label: "symbol" });

/** Narrows a metric to what was chosen of the application's replicas. */
export const chosen = { job, instance } as const;
