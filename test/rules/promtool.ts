import { stringify } from "yaml";
import type { Outcome } from "../../cli/run.ts";
import { withFiles } from "../support/with-files.ts";

/** Tests of one rule file: promtool evaluates all rules of a file for each test, so files are tested apart. */
export interface Suite {
  readonly file: string;
  readonly rules: string;
  readonly tests: readonly { readonly name: string }[];
}

/** One call of `promtool test rules`; the failures by the name of their test group. */
export async function failures(suites: readonly Suite[]): Promise<ReadonlyMap<string, string>> {
  const tests = new Map(suites.map((suite) => [`test-${suite.file}`, testFile(suite)]));
  const rules = new Map(suites.map(({ file, rules }) => [file, rules]));
  const outcome = await withFiles("promtool", new Map([...rules, ...tests]), ["test", "rules", ...tests.keys()]);
  const failed = byGroup(outcome.stderr);
  if (outcome.code !== 0 && failed.size === 0) throw new Error(told(outcome));
  return failed;
}

const testFile = ({ file, tests }: Suite): string =>
  stringify({ rule_files: [file], evaluation_interval: "15s", tests }, { lineWidth: 0 });

/** promtool begins a failure with `    name: GROUP,`, one of an expression with `    expr: "…"`; ours are of one alert each. */
function byGroup(text: string): Map<string, string> {
  const groups = new Map<string, string>();
  for (const part of text.split(/^ {4}(?=name: |expr: )/m).slice(1)) {
    const name = /^name: (.*),\n/.exec(part)?.[1] ?? `${/alertname=\\"(\w+)\\"/.exec(part)?.[1]} stays`;
    groups.set(name, (groups.get(name) ?? "") + part);
  }
  return groups;
}

export const told = ({ code, stdout, stderr }: Outcome): string => `promtool ended with ${code}\n${stdout}${stderr}`;
