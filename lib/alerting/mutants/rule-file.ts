import { parse as parseYaml } from "yaml";
import { duration } from "../../metrics/duration.ts";
import type { Suite } from "../proofs/suite.ts";
import { ruleMissing } from "./errors.ts";
import type { Mutant } from "./mutant.ts";

/** A rule as a rule file has it. */
export interface FiledRule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An alert's rule, and the recording rules that it reads. */
export interface FiledAlert {
  readonly alert: FiledRule;
  readonly recordings: readonly FiledRule[];
}

/** Fails when the suite's rule file has no rule of the alert's name. */
export function filedAlert({ alert: name, rules: text }: Pick<Suite, "alert" | "rules">): FiledAlert {
  const { groups } = parseYaml(text) as { readonly groups: readonly { readonly rules: readonly FiledRule[] }[] };
  const rules = groups.flatMap((group) => group.rules);
  const alert = rules.find((rule) => rule.alert === name);
  if (!alert) throw ruleMissing(name);
  return { alert, recordings: rules.filter(({ record }) => record !== undefined) };
}

/** The same rule with the mutant's expression and `for`; labels and texts stay. */
export function mutated({ for: _, ...rule }: FiledRule, { expr, for: held }: Mutant): FiledRule {
  return { ...rule, expr, ...(held && { for: duration(held) }) };
}

/** The same rule without its texts: filling them takes longer than the rule itself. */
export const withoutTexts = ({ annotations: _, ...rule }: FiledRule): FiledRule => rule;
