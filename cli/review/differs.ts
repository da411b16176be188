import { alertmanagerDiffer } from "../../lib/alerting/routing/difference.ts";
import { type Further, rulesDifferWith } from "../../lib/alerting/rules/difference.ts";
import { dashboardsDiffer } from "../../lib/dashboards/diff/differ.ts";
import type { Differ } from "../../lib/review/index.ts";
import { prometheusDiffer } from "../../lib/services/scrape-difference.ts";
import type { Model } from "../../stacks/model.ts";
import { referencesIn } from "../../stacks/references.ts";
import { provenIn } from "./proofs.ts";

/** The formats that reviews read, each from the folder that owns it; `further` is told of alerts beside their proofs. */
export function differsOf(model: Model, further: Further = () => []): readonly Differ[] {
  const proven = provenIn(model);
  return [
    rulesDifferWith(async (alert, sides) => [...proven(alert), ...(await further(alert, sides))]),
    prometheusDiffer,
    alertmanagerDiffer,
    dashboardsDiffer(referencesIn(model)),
  ];
}
