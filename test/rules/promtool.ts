import { stringify } from "yaml";
import type { Outcome } from "../../cli/run.ts";
import { withFiles } from "../support/with-files.ts";

/** One call of `promtool test rules`; the failures by the name of their test group. */
export async function failures(
  rules: ReadonlyMap<string, string>,
  tests: readonly { readonly name: string }[],
): Promise<ReadonlyMap<string, string>> {
  const file = { rule_files: [...rules.keys()], evaluation_interval: "15s", tests };
  const outcome = await withFiles("promtool", new Map([...rules, ["tests.yml", stringify(file, { lineWidth: 0 })]]), [
    "test",
    "rules",
    "tests.yml",
  ]);
  const failed = byGroup(outcome.stderr);
  if (outcome.code !== 0 && failed.size === 0) throw new Error(told(outcome));
  return failed;
}

/** promtool begins each failure with `    name: GROUP,`. */
function byGroup(text: string): Map<string, string> {
  const groups = new Map<string, string>();
  for (const part of text.split(/^ {4}name: /m).slice(1)) {
    const end = part.indexOf(",\n");
    const name = part.slice(0, end);
    groups.set(name, (groups.get(name) ?? "") + part.slice(end + 2));
  }
  return groups;
}

export const told = ({ code, stdout, stderr }: Outcome): string => `promtool ended with ${code}\n${stdout}${stderr}`;
