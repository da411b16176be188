import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EXIT } from "../../cli/command.ts";
import { FORMATS } from "../../cli/review/written.ts";
import { reportOf } from "../../lib/review/outputs/report.ts";
import { HAPPENINGS } from "../../lib/review/verdict/verdict.ts";
import { repository } from "../e2e/clone.ts";
import { example } from "../lib/review/outputs/example.ts";
import { EXAMPLES } from "./ci-examples.ts";

const page = (name: string): string => readFileSync(join(repository, "docs", "review", name), "utf8");
const [effect] = example.effects;

describe("the page of the review", () => {
  it("explains every section that a review can have, in its order", () => {
    if (effect === undefined) throw new Error("the example has no effect");
    const effects = HAPPENINGS.map((happens) => ({ ...effect, happens }));
    const headings = reportOf({ ...example, effects }).sections.map(({ heading }) => heading);
    const explained = [...page("README.md").matchAll(/^\| ([A-Z][^|]*) \|/gm)].map(([, heading]) => heading);
    expect(explained.toSorted()).toEqual(expect.arrayContaining(headings.toSorted()));
    const happening = headings.filter((heading) => explained.includes(heading));
    expect(happening).toHaveLength(HAPPENINGS.length + 4);
  });

  it("explains every exit code of the command", () => {
    const explained = [...page("README.md").matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
    expect(explained).toEqual([EXIT.ok, EXIT.failed, EXIT.changes, EXIT.refused, EXIT.withheld, EXIT.usage]);
  });

  it("shows every format", () => {
    const shown = [...page("README.md").matchAll(/--format (\w+)/g)].map(([, format]) => format);
    expect([...new Set(shown), "terminal"].toSorted()).toEqual([...FORMATS].toSorted());
  });
});

describe("the page that sets the review beside other tools", () => {
  it("quotes the comment as it is today", () => {
    const bump = EXAMPLES.find(({ name }) => name === "bump-postgresql");
    if (bump === undefined) throw new Error("the example is gone");
    expect(page("side-by-side.md")).toContain(readFileSync(bump.comment, "utf8").trim());
  });
});
