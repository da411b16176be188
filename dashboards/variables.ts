/** The same choices on every dashboard: which deployment, which of its replicas, which market. */
import { labelVariable } from "../lib/dashboards/index.ts";
import { buildInfo, tradingSignals } from "../metrics/quantflow/index.ts";

export const job = labelVariable("job", { title: "Job", metric: buildInfo, label: "job" });
export const instance = labelVariable("instance", {
  title: "Instance",
  metric: buildInfo,
  label: "instance",
  within: { job },
});
export const symbol = labelVariable("symbol", {
  title: "Symbol",
  metric: tradingSignals,
  label: "symbol",
  within: { job, instance },
});

/** Narrows a metric to what was chosen of the application's replicas. */
export const chosen = { job, instance } as const;
/** The same of a metric that tells markets apart. */
export const chosenMarket = { job, instance, symbol } as const;
