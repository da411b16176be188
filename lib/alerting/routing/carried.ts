import type { Alert } from "../rules/alert.ts";
import { labelsOf } from "../rules/file.ts";
import { type Branch, everyBranch } from "./branch.ts";
import type { Inhibition } from "./inhibition.ts";
import type { LabelValues } from "./label-values.ts";
import { type LabelMatch, type LabelSet, valuesOf } from "./matchers.ts";

/** Labels that decide what becomes of an alert, each with the values that are told apart. */
export type Deciding = ReadonlyMap<string, ReadonlySet<string>>;

/** An alert with labels that it can carry: those that decide; where they are not bounded, with values that stand for all. */
export interface Carried {
  readonly alert: Alert;
  readonly labels: LabelSet;
}

export const decidingIn = (matches: readonly LabelMatch[], equal: readonly string[] = []): Deciding => {
  const named = new Map<string, Set<string>>([...equal, "job"].map((label) => [label, new Set()]));
  for (const [label, values] of matches.flatMap((match) => Object.entries(match)))
    named.set(label, new Set([...(named.get(label) ?? []), ...valuesOf(values)]));
  return named;
};

export const decidingFor = (root: Branch, inhibitions: readonly Inhibition[]): Deciding =>
  decidingIn(
    [...everyBranch(root).map(({ when }) => when), ...inhibitions.flatMap(({ source, target }) => [source, target])],
    inhibitions.flatMap(({ equal }) => equal),
  );

/** The labels that all series of the alert have. */
export const constantsOf = (alert: Alert): LabelSet => ({ ...labelsOf(alert), alertname: alert.name });

/** The alert with every set of deciding labels that it can carry. */
export function carriedBy(alert: Alert, deciding: Deciding, values: LabelValues): readonly Carried[] {
  const constants = constantsOf(alert);
  let sets: readonly LabelSet[] = [constants];
  for (const [label, named] of deciding) {
    if (label in constants || !alert.condition.labels.includes(label)) continue;
    const known = values(alert, label) ?? [];
    // An expression that nothing passes is the checker's to find; its alert is routed all the same.
    const possible = known.length > 0 ? known : [...named, unnamed(named)];
    sets = sets.flatMap((set) => possible.map((value) => ({ ...set, [label]: value })));
  }
  return sets.map((labels) => ({ alert, labels }));
}

/** Stands for every value that nothing names. */
const ANY = "*";
function unnamed(named: ReadonlySet<string>): string {
  let value = ANY;
  while (named.has(value)) value += ANY;
  return value;
}

/** `DiskFull{instance="a"}`: with the labels that come from the series. */
export function carriedName({ alert, labels }: Carried): string {
  const constants = constantsOf(alert);
  const own = Object.entries(labels).filter(([label]) => !(label in constants));
  const told = own.map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return told.length > 0 ? `${alert.name}{${told.join(", ")}}` : alert.name;
}
