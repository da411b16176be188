import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FAULTS } from "../../bench/soak/faults.ts";
import { MADE_BY } from "../support/made-by.ts";

const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "reports", "soak.md"), "utf8");
const verdicts = [...page.matchAll(/^- (holds|\*\*falls short\*\*): ([^:]+): /gm)].map(([, held, what]) => [
  what,
  held,
]);

describe("docs/reports/soak.md", () => {
  it("names the commit and the command that made it", () => {
    expect(page).toMatch(MADE_BY);
    expect(page).toMatch(/by `npm run soak -- --minutes \d+ --rate \d+ --seed \d+`/);
  });

  it("judges load, trades, alerts and memory", () => {
    expect(verdicts.map(([what]) => what)).toEqual([
      ...["load", "no lost trade", "every trade of the market accounted for", "every fault alerted", "no false alert"],
      ...["resident memory flat", "heap flat"],
    ]);
  });

  it("lost no trade, missed no fault and told nothing false", () => {
    const least = ["no lost trade", "every trade of the market accounted for", "every fault alerted", "no false alert"];
    expect(verdicts.filter(([what = ""]) => least.includes(what))).toEqual(least.map((what) => [what, "holds"]));
  });

  it("has a row for each fault that was injected, told by the alert that is stated for it", () => {
    const rows = [...page.matchAll(/^\| \d+:\d\d \| \d+ s \| ([^|]+) \| (\w+) \| ([\d.]+) s \|$/gm)];
    expect(rows.length).toBeGreaterThanOrEqual(3);
    for (const [, fault, alert] of rows)
      expect(FAULTS.map(({ name, alert: stated }) => [name, stated])).toContainEqual([fault, alert]);
  });
});
