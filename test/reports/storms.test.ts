import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MADE_BY } from "../support/made-by.ts";

const report = readFileSync(join(import.meta.dirname, "../../docs/reports/storms.md"), "utf8");

/** The rows of the table under a title, cell by cell. */
const rowsOf = (title: string): readonly (readonly string[])[] => {
  const section = report.split(`## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("| "));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
};

describe("the report on alert storms", () => {
  it("says which commit and which command made it", () => {
    expect(report).toMatch(MADE_BY);
    expect(report).toContain("npx vitest run --project full test/full/storms.test.ts");
  });

  it("has every storm, with no more mails than the routes' times allow, and nothing lost or left out", () => {
    const rows = rowsOf("Storms");
    expect(rows.map(([storm]) => storm)).toEqual(["OfTenNames", "OfOneName", "Flapping", "Restarted", "Killed"]);
    for (const [, , , , mails, most, , , leftOut, lost] of rows) {
      expect(Number(mails)).toBeLessThanOrEqual(Number(most));
      expect([leftOut, lost]).toEqual(["0", "0"]);
    }
  });

  it("says which wrong clocks nobody would be told of, and that the watchman then is", () => {
    expect(rowsOf("Clocks that are wrong")).toEqual([
      ["1 h ahead", "20", "20", "0", "heard"],
      ["1 min behind", "20", "20", "20", "heard"],
      ["10 min behind", "20", "0", "0", "not heard: the watchman mails"],
    ]);
  });
});
