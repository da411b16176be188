import { promtoolSaid } from "./errors.ts";
import type { Ended } from "./promtool.ts";

/**
 * Alerting rules that promtool evaluates side by side on the same series: loading series costs more than a rule does.
 * They are given names, so that promtool's report says which of them it is about.
 */
export interface Trial {
  /** Between two evaluations: `15s`. */
  readonly interval: string;
  /** How many alerting rules are on trial. */
  readonly size: number;
  /** The alerting rules by these names, and recording rules that they read. */
  readonly rules: (names: readonly string[]) => readonly object[];
  /** promtool's test group, of rules that go by these names. It has a `name`. */
  readonly tests: (names: readonly string[]) => object;
}

/** What promtool said against one rule of a trial. */
export interface Complaint {
  /** The rule's place in the trial. */
  readonly rule: number;
  /** `evaluation`: the rule could not be evaluated, and from then on no rule of the trial was tested. */
  readonly kind: "test" | "evaluation";
  readonly text: string;
}

/** A rule file and a test file, in JSON, which is YAML. `id` is of letters and digits, and the trial's own. */
export function filesOf({ interval, size, rules, tests }: Trial, id: string): readonly [string, string] {
  const names = Array.from({ length: size }, (_, index) => `${id}_${index}`);
  const ruleFile = { groups: [{ name: `group ${id}`, rules: rules(names) }] };
  const testFile = { rule_files: [rulesName(id)], evaluation_interval: interval, tests: [tests(names)] };
  return [JSON.stringify(ruleFile), JSON.stringify(testFile)];
}

export const rulesName = (id: string): string => `${id}.rules.json`;
export const testsName = (id: string): string => `${id}.test.json`;

/**
 * Complaints by the trial's id. Fails when promtool said anything else than that a rule failed a test or could not be
 * evaluated: a rule file that it refuses says nothing about the rules in it.
 */
export function readReport({ code, stdout, stderr }: Ended): ReadonlyMap<string, readonly Complaint[]> {
  const complaints = new Map<string, Complaint[]>();
  const [before = "", ...parts] = stderr.replaceAll(/^ {2}FAILED:\n/gm, "").split(/^ {4}(?=name: |rule: |expr: )/m);
  for (const part of parts) {
    const [, word, id = "", rule] = /(alertname: |alertname=\\"|^rule: )(\w+)_(\d+)\b/.exec(part) ?? [];
    if (rule === undefined) throw promtoolSaid(code, part);
    const kind = word === "rule: " ? "evaluation" : "test";
    complaints.set(id, [...(complaints.get(id) ?? []), { rule: Number(rule), kind, text: part.trimEnd() }]);
  }
  const isVerdict = before.trim() === "" && code === (complaints.size > 0 ? 1 : 0);
  if (!isVerdict) throw promtoolSaid(code, stderr || stdout);
  return complaints;
}
