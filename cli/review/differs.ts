import { alertmanagerDiffer } from "../../lib/alerting/routing/difference.ts";
import { rulesDiffer } from "../../lib/alerting/rules/difference.ts";
import { dashboardsDiffer } from "../../lib/dashboards/diff/differ.ts";
import type { Differ } from "../../lib/review/index.ts";
import { prometheusDiffer } from "../../lib/services/scrape-difference.ts";
import type { Model } from "../../stacks/model.ts";
import { referencesIn } from "../../stacks/references.ts";

/** The formats that reviews read, each from the folder that owns it. */
export const differsOf = (model: Model): readonly Differ[] => [
  rulesDiffer,
  prometheusDiffer,
  alertmanagerDiffer,
  dashboardsDiffer(referencesIn(model)),
];
