import { deadInhibition } from "../errors.ts";
import type { Alert } from "../rules/alert.ts";
import { carriedBy, decidingIn } from "./carried.ts";
import { anyValues, type LabelValues } from "./label-values.ts";
import { type LabelMatch, type LabelSet, matches } from "./matchers.ts";

/** While an alert that matches `source` fires, those that match `target` are not told. */
export interface Inhibition {
  readonly name: string;
  readonly source: LabelMatch;
  readonly target: LabelMatch;
  /** Labels that both must have, with the same value. */
  readonly equal: readonly string[];
}

/**
 * Whether an alert silences another. One that matches both sides is not silenced by another that does.
 * Source: alertmanager inhibit/inhibit.go, Mutes.
 */
export const silences = ({ source, target, equal }: Inhibition, by: LabelSet, of: LabelSet): boolean =>
  matches(source, by) &&
  matches(target, of) &&
  equal.every((label) => (by[label] ?? "") === (of[label] ?? "")) &&
  !(matches(source, of) && matches(target, by));

/** Whether these alerts could ever bring the inhibition to work; what an environment omits takes it along. */
export const canMatch = (inhibition: Inhibition, alerts: readonly Alert[], values: LabelValues = anyValues): boolean =>
  whyDead(inhibition, alerts, values) === undefined;

/** Every inhibition that can match no pair of label sets that these alerts carry. */
export const deadInhibitions = (
  inhibitions: readonly Inhibition[],
  alerts: readonly Alert[],
  values: LabelValues = anyValues,
) =>
  inhibitions.flatMap((inhibition) => {
    const why = whyDead(inhibition, alerts, values);
    return why ? [deadInhibition(inhibition.name, why)] : [];
  });

/** Fails with the reason when an inhibition can match no pair of label sets that these alerts carry. */
export function assertAlive(
  inhibitions: readonly Inhibition[],
  alerts: readonly Alert[],
  values: LabelValues = anyValues,
): void {
  const [dead] = deadInhibitions(inhibitions, alerts, values);
  if (dead) throw dead;
}

function whyDead(inhibition: Inhibition, alerts: readonly Alert[], values: LabelValues): string | undefined {
  const { source, target, equal } = inhibition;
  const deciding = decidingIn([source, target], equal);
  const sets = alerts.flatMap((alert) => carriedBy(alert, deciding, values)).map(({ labels }) => labels);
  const carries = (labels: LabelSet) => equal.every((label) => label in labels);
  const sources = sets.filter((labels) => matches(source, labels));
  const targets = sets.filter((labels) => matches(target, labels));
  if (sources.length === 0) return "no alert has the labels of its source";
  if (targets.length === 0) return "no alert has the labels of its target";
  // Two alerts that both lack a label are equal in it: such a pair would silence what it should not.
  if (!sources.every(carries)) return `not every source carries ${equal.join(", ")}`;
  if (!targets.some(carries)) return `no target carries ${equal.join(", ")}`;
  const alive = sources.some((by) => targets.some((of) => silences(inhibition, by, of)));
  return alive ? undefined : `no source and target have the same ${equal.join(", ")}`;
}
