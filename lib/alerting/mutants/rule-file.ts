import { parse as parseYaml } from "yaml";
import type { Suite } from "../proofs/suite.ts";
import { ruleMissing } from "./errors.ts";

interface FiledRule {
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}
/** Rules as a rule file has them. */
export interface FiledAlertingRule extends FiledRule {
  readonly alert: string;
  readonly for?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}
export interface FiledRecordingRule extends FiledRule {
  readonly record: string;
}

/** An alert's rule, and the recording rules that it reads, each after those that it reads itself. */
export interface FiledAlert {
  readonly alert: FiledAlertingRule;
  readonly recordings: readonly FiledRecordingRule[];
}

interface RuleFile {
  readonly groups: readonly { readonly rules: readonly (FiledAlertingRule | FiledRecordingRule)[] }[];
}

/** Fails when the suite's rule file has no rule of the alert's name. */
export function filedAlert({ alert: name, rules: text }: Pick<Suite, "alert" | "rules">): FiledAlert {
  const rules = (parseYaml(text) as RuleFile).groups.flatMap((group) => group.rules);
  const alert = rules.find((rule) => "alert" in rule && rule.alert === name);
  if (!alert || !("alert" in alert)) throw ruleMissing(name);
  return { alert, recordings: rules.filter((rule) => "record" in rule) };
}

/** Without the alert's texts: filling them takes promtool longer than the rule itself. */
export function withoutTexts({ alert: { annotations: _, ...alert }, recordings }: FiledAlert): FiledAlert {
  return { alert, recordings };
}
