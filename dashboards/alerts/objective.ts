/** What panels ask of an objective of rules/slos.ts, in terms of its recording rules. */
import { type Burn, type Burns, PAGE, TICKET } from "../../lib/alerting/rules/burns.ts";
import type { Recording } from "../../lib/alerting/rules/group.ts";
import type { Slo } from "../../lib/alerting/rules/slo.ts";
import { percent, type Quantity } from "../../lib/metrics/units.ts";
import { orZero, promql, remaining, shareOf, type Vector } from "../../lib/promql/index.ts";
import { chosen } from "./variables.ts";

/** The windows over which errors are judged, the shortest first, and how many times the budget may burn in each. */
export const BURNS: Burns = [...PAGE, ...TICKET];

/** The share that may go wrong: what the slower alert judges, which fires when the budget is spent just in time. */
export const budgetOf = ({ ticket }: Slo): Quantity<"ratio"> => {
  const { value } = ticket.condition.threshold;
  return percent(Number((100 * value).toFixed(6)));
};

/** The share that went wrong over the long window of a burn. */
export const errorsOver = (slo: Slo, { rate }: Burn): Vector<"job", "ratio"> =>
  errorsOf(slo, `:ratio_${Math.floor(rate)}x_long`);

/** How much of the period's budget is left: 1 at first, below 0 when more went wrong than may. */
export const budgetLeft = (slo: Slo): Vector<"job", "ratio"> =>
  remaining(shareOf(errorsOf(slo, ":ratio_period"), budgetOf(slo)));

/** How many times as fast as it may the budget is being spent. */
export const burnRate = (slo: Slo, burn: Burn): Vector<"job", "ratio"> => shareOf(errorsOver(slo, burn), budgetOf(slo));

/** What is counted from its first failure on is 0 before it, as long as anything is counted at all. */
const errorsOf = (slo: Slo, ending: string): Vector<"job", "ratio"> =>
  orZero(narrowed(recordedAs(slo, ending), "ratio"), narrowed(recordedAs(slo, "_total:recent"), "items"));

function recordedAs({ name, recordings }: Slo, ending: string): Recording {
  const found = recordings.find(({ record }) => record.endsWith(ending));
  if (!found) throw new RangeError(`objective ${name} records nothing that ends in ${ending}`);
  return found;
}

/** A recording rule's series is no metric, so `where` does not narrow it. */
const narrowed = <U extends "ratio" | "items">({ record }: Recording, unit: U): Vector<"job", U> =>
  promql(`${record}{job=~"${chosen.job.variable}"}`, { labels: ["job"], unit });
