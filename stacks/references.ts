import { runbookPath } from "../lib/alerting/runbooks/index.ts";
import type { References } from "../lib/dashboards/index.ts";
import { metrics } from "./data-sources.ts";
import type { Model } from "./model.ts";
import { prometheus } from "./services/prometheus.ts";

/** What dashboards refer to that stands elsewhere in this environment. */
export const referencesIn = (model: Pick<Model, "environment" | "groups" | "publicUrl">): References => {
  const alerts = new Set(model.groups.flatMap((group) => group.alerts.map(({ name }) => name)));
  return {
    metrics: metrics(model.environment),
    runbook: (alert) => (alerts.has(alert) ? model.publicUrl(prometheus, "web") + runbookPath(alert) : undefined),
    library: "reference",
  };
};
