import { isDeepStrictEqual } from "node:util";
import { parse, stringify } from "yaml";
import { ruleFileOf, type Suite, suiteOf } from "../../../lib/alerting/proofs/suite.ts";
import { groundOf } from "../../../rules/ground.ts";
import type { Model } from "../../../stacks/model.ts";
import { recordings } from "../../support/recordings.ts";

/** A rule as a rule file has it. */
export interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Where a message leads depends on where people open things; everything else is the rule. */
const LINKS = ["runbook_url", "dashboard_url"];

/** The rules of all these files by group, without their links. */
export function rulesIn(files: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Rule[]> {
  const groups = [...files.values()].flatMap(
    (text) =>
      (parse(text) as { readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[] })
        .groups,
  );
  return new Map(
    groups
      .map(({ name, rules }): [string, readonly Rule[]] => [name, rules.map(withoutLinks)])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function withoutLinks({ annotations, ...rule }: Rule): Rule {
  if (annotations === undefined) return rule;
  const kept = Object.entries(annotations).filter(([name]) => !LINKS.includes(name));
  return { ...rule, annotations: Object.fromEntries(kept) };
}

/** The proofs of a model's alerts, put to these rules instead of the model's own. Fails when a rule is not there. */
export function suitesOn(loaded: ReadonlyMap<string, readonly Rule[]>, { groups }: Model): readonly Suite[] {
  const ground = groundOf(recordings);
  return groups.flatMap(({ name, alerts, recordings: recorded }) => {
    const rules = loaded.get(name) ?? [];
    return alerts.map((alert) => {
      const wanted = [...rulesIn(new Map([["", ruleFileOf(alert, recorded)]])).values()].flat();
      const alone = { groups: [{ name, rules: wanted.map((rule) => sameRule(rule, rules)) }] };
      return suiteOf(alert, recorded, ground, stringify(alone, { lineWidth: 0 }));
    });
  });
}

function sameRule(wanted: Rule, rules: readonly Rule[]): Rule {
  const same = (rule: Rule) =>
    rule.record === wanted.record && rule.alert === wanted.alert && isDeepStrictEqual(rule.labels, wanted.labels);
  const found = rules.find(same);
  if (!found) throw new Error(`${wanted.alert ?? wanted.record} is in none of the loaded rule files`);
  return found;
}
