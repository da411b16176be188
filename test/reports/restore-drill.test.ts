import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keptIn } from "../../cli/backup/kept.ts";
import { local } from "../../stacks/environments/local.ts";
import { servicesIn } from "../../stacks/profile.ts";
import { repository } from "../e2e/clone.ts";
import { MADE_BY } from "../support/made-by.ts";

const text = readFileSync(join(repository, "docs", "reports", "restore-drill.md"), "utf8");

/** The cells of every row of the table with this head. */
function rowsOf(head: string): readonly (readonly string[])[] {
  const [, after = ""] = text.split(`| ${head} |\n`);
  const lines = after.split("\n\n")[0]?.trim().split("\n").slice(1) ?? [];
  return lines.map((line) => line.slice(2, -2).split(" | "));
}

describe("docs/reports/restore-drill.md", () => {
  it("names the commit and the command that made it", () => {
    expect(text).toMatch(MADE_BY);
    expect(text).toContain("npx vitest run --project full test/full/restore.test.ts");
  });

  it("has every volume that is kept where all of it runs on one machine, but for services without an image there", () => {
    const kept = keptIn({ services: servicesIn(local.profile) }).map(({ name }) => name);
    const told = rowsOf("data | of | how | size | stood still, seconds").map(([name]) => name);
    expect(told).toEqual(["secrets", ...kept.filter((name) => name !== "grafana-data")]);
  });

  it("has found the same rows in both instances, in every table that was compared", () => {
    const rows = rowsOf("table | backed up | restored");
    expect(rows.map(([table]) => table)).toEqual(["trades", "candles", "ticks", "alerts"]);
    for (const [table, before, after] of rows) expect({ table, rows: after }).toEqual({ table, rows: before });
  });

  it("has found silences, history, alerts and flows in the restored instance", () => {
    expect(rowsOf("what | found in the restored instance")).toHaveLength(4);
  });
});
