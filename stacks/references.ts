import type { References } from "../lib/dashboards/index.ts";
import { runbookUrl } from "./alert-links.ts";
import { metrics } from "./data-sources.ts";
import type { Model } from "./model.ts";

/** What dashboards refer to that stands elsewhere in this environment. */
export const referencesIn = (model: Pick<Model, "environment" | "groups" | "publicUrl">): References => {
  const alerts = new Set(model.groups.flatMap((group) => group.alerts.map(({ name }) => name)));
  return {
    metrics: metrics(model.environment),
    runbook: (alert) => (alerts.has(alert) ? runbookUrl(model, alert) : undefined),
    library: "reference",
  };
};
