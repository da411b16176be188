import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { grafanaSchema } from "../../../lib/renderings/grafana/index.ts";
import { markdownLines, schemaLines } from "./schema-lines.ts";

const TABLE = path.resolve(import.meta.dirname, "../../../../shared/grafana-provider.md");

const ours = [
  ...schemaLines("provider", grafanaSchema.provider.block),
  ...Object.entries(grafanaSchema.resource_schemas).flatMap(([type, { block }]) => schemaLines(type, block)),
];

describe("our schema of the Grafana provider", () => {
  it("knows what we use, with the provider's own types and flags", () => {
    expect(ours).toEqual(
      expect.arrayContaining([
        "provider/auth string optional sensitive",
        "grafana_folder/title string required",
        "grafana_folder/uid string optional computed",
        "grafana_dashboard/config_json string required",
        "grafana_dashboard/version number computed",
        "grafana_data_source/http_headers map(string) optional sensitive",
        "grafana_rule_group/rule block list 1 -",
      ]),
    );
  });

  it("has no argument twice", () => {
    expect(new Set(ours).size).toBe(ours.length);
  });

  it("equals the provider's table of arguments, argument by argument", ({ skip }) => {
    skip(!existsSync(TABLE), `the table is not beside the project (${TABLE}), so there is nothing to compare with`);
    const theirs = markdownLines(readFileSync(TABLE, "utf8"));
    expect(theirs.length).toBeGreaterThan(300);
    expect([...ours].sort()).toEqual([...theirs].sort());
  });
});
