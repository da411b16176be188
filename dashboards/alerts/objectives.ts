import type { Burn } from "../../lib/alerting/rules/burns.ts";
import type { Slo } from "../../lib/alerting/rules/slo.ts";
import { column, rawColumn, table } from "../../lib/dashboards/index.ts";
import { percent } from "../../lib/metrics/units.ts";
import { labelled, promql, union, type Vector } from "../../lib/promql/index.ts";
import { applicationAvailability, feedFreshness, orderPath, webhookDelivery } from "../../rules/slos.ts";
import { BURNS, budgetLeft, budgetOf, burnRate } from "./objective.ts";

type Ratio<L extends string> = Vector<L, "ratio">;

/** One line an objective, under the name that its alerts have. */
function each<L extends string>(value: (slo: Slo) => Ratio<L>): Ratio<L | "slo"> {
  const named = (slo: Slo): Ratio<L | "slo"> =>
    labelled(value(slo), { as: "slo", value: slo.ticket.labels["slo"] ?? slo.name });
  return union(named(feedFreshness), named(orderPath), named(applicationAvailability), named(webhookDelivery));
}

const promised = (slo: Slo): Ratio<never> =>
  promql(`vector(${1 - budgetOf(slo).value})`, { labels: [], unit: "ratio" });

const burnt = (burn: Burn) =>
  rawColumn(`Burnt over ${burn.long.text}`, each((slo) => burnRate(slo, burn)).promql, "grafana:suffix: ×", {
    thresholds: [{ value: burn.rate }],
  });

export const objectives = table("objectives", {
  title: "Objectives and their error budgets",
  description:
    "The budget is what may go wrong in 14 days; below zero the promise is broken. Burnt over an hour tells how many times as fast as it may the budget is being spent: 1 × spends it in just that time. Red is the limit of an alert, for which the budget must burn as fast over a shorter window, too.",
  width: 24,
  height: 7,
  labels: { slo: "Objective" },
  columns: [
    column("Promised", each(promised)),
    column("Budget left", each(budgetLeft), { bad: "low", thresholds: [percent(0), percent(25)] }),
    ...BURNS.map(burnt),
  ],
});
