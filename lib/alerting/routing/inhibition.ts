import { deadInhibition } from "../errors.ts";
import type { Alert } from "../rules/alert.ts";
import { labelsOf } from "../rules/file.ts";
import { type LabelMatch, matches } from "./matchers.ts";

/** While an alert that matches `source` fires, those that match `target` are not told. */
export interface Inhibition {
  readonly name: string;
  readonly source: LabelMatch;
  readonly target: LabelMatch;
  /** Labels that both must have, with the same value. */
  readonly equal: readonly string[];
}

/** Whether these alerts could ever bring the inhibition to work; what an environment omits takes it along. */
export const canMatch = (inhibition: Inhibition, alerts: readonly Alert[]): boolean =>
  whyDead(inhibition, alerts) === undefined;

/** Fails with the reason when no alert can be its source, none its target, or the two share no label to compare. */
export function assertAlive(inhibitions: readonly Inhibition[], alerts: readonly Alert[]): void {
  for (const inhibition of inhibitions) {
    const why = whyDead(inhibition, alerts);
    if (why) throw deadInhibition(inhibition.name, why);
  }
}

function whyDead({ source, target, equal }: Inhibition, alerts: readonly Alert[]): string | undefined {
  const carries = (alert: Alert) => equal.every((label) => carriedBy(alert).has(label));
  const sources = alerts.filter((alert) => couldMatch(source, alert));
  const targets = alerts.filter((alert) => couldMatch(target, alert));
  if (sources.length === 0) return "no alert has the labels of its source";
  if (targets.length === 0) return "no alert has the labels of its target";
  // Two alerts that both lack a label are equal in it: such a pair would silence what it should not.
  if (!sources.every(carries)) return `not every source carries ${equal.join(", ")}`;
  return targets.some(carries) ? undefined : `no target carries ${equal.join(", ")}`;
}

const constantsOf = (alert: Alert) => ({ ...labelsOf(alert), alertname: alert.name });

const carriedBy = (alert: Alert): ReadonlySet<string> =>
  new Set([...alert.condition.labels, ...Object.keys(constantsOf(alert))]);

/** A label that comes from the series can have any value, so only the constant ones can rule an alert out. */
function couldMatch(match: LabelMatch, alert: Alert): boolean {
  const constants = constantsOf(alert);
  const open = Object.keys(match).filter((label) => !(label in constants));
  const closed = Object.fromEntries(Object.entries(match).filter(([label]) => label in constants));
  return open.every((label) => alert.condition.labels.includes(label)) && matches(closed, constants);
}
