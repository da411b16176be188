import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sourcesKey } from "../../../cli/check/sources.ts";
import { temporaryFolder } from "../fixtures.ts";

function tree(): string {
  const root = temporaryFolder();
  for (const folder of [
    "metrics",
    "rules/meanings",
    "lib/metrics",
    "lib/promql",
    "lib/alerting",
    "stacks",
    "cli/check",
  ])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "rules/meanings/feed.ts"), "one");
  writeFileSync(join(root, "package-lock.json"), "{}");
  return root;
}

it("sources go by their content, wherever the clone stands", () => {
  const [here, there] = [tree(), temporaryFolder()];
  cpSync(here, there, { recursive: true });
  expect(sourcesKey(there)).toBe(sourcesKey(here));
});

it.each([
  ["rules/meanings/feed.ts", "two"],
  ["rules/meanings/new.ts", ""],
  ["package-lock.json", '{"lockfileVersion":3}'],
])("a change of %s changes the key", (file, text) => {
  const root = tree();
  const before = sourcesKey(root);
  writeFileSync(join(root, file), text);
  expect(sourcesKey(root)).not.toBe(before);
});
