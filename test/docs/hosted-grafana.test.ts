import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { differencesTable, ROUTING_DIFFERENCES, RULE_DIFFERENCES } from "../../lib/renderings/grafana/hosted/index.ts";

const repository = join(import.meta.dirname, "../..");
const page = readFileSync(join(repository, "docs/hosted-grafana.md"), "utf8");

describe("docs/hosted-grafana.md", () => {
  it.each([
    ["rules", RULE_DIFFERENCES],
    ["routing", ROUTING_DIFFERENCES],
  ])("lists every difference of %s", (_what, differences) => {
    expect(page).toContain(differencesTable(differences));
  });

  it("names every failure that these commands have", () => {
    const errors = readFileSync(join(repository, "cli/hosted/errors.ts"), "utf8");
    const told = [...page.matchAll(/`(hosted\/[a-z-]+)`/g)].map(([, code]) => code);
    const known = [...errors.matchAll(/"(hosted\/[a-z-]+)"/g)].map(([, code]) => code);
    expect(known).toEqual(expect.arrayContaining(told));
    expect(told.length).toBeGreaterThan(6);
  });
});
