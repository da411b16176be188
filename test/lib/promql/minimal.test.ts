import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { type Expression, nodes } from "../../../lib/promql/parse/ast.ts";
import { parse } from "../../../lib/promql/parse/parse.ts";
import { BUILDING } from "../../support/tools.ts";
import { withFiles } from "../../support/with-files.ts";
import { anyCondition } from "./random.ts";

/** What an expression means, wherever it stands and whatever parentheses it wears. */
const meaning = (node: Expression): string =>
  JSON.stringify(node, (key, value) => {
    if (["from", "to", "nameSpan", "operatorSpan"].includes(key)) return undefined;
    return value?.kind === "parentheses" ? value.of : value;
  });

/** The text without one pair of parentheses, for each pair that only groups. */
const withoutOnePair = (text: string): readonly string[] =>
  nodes(parse(text).expression).flatMap(({ kind, from, to }) =>
    kind === "parentheses" ? [text.slice(0, from) + text.slice(from + 1, to - 1) + text.slice(to)] : [],
  );

describe("whatever is built", () => {
  it("has no parentheses that could be left out", () => {
    fc.assert(
      fc.property(anyCondition, ({ promql }) => {
        const meant = meaning(parse(promql).expression);
        for (const shorter of withoutOnePair(promql)) expect(meaning(parse(shorter).expression)).not.toBe(meant);
      }),
      { numRuns: 500 },
    );
  });

  it(
    "is accepted by promtool",
    async () => {
      const rules = fc.sample(anyCondition, 300).map(({ promql }, index) => ({ alert: `A${index}`, expr: promql }));
      const file = stringify({ groups: [{ name: "built", rules }] }, { lineWidth: 0 });
      const outcome = await withFiles("promtool", new Map([["built.yml", file]]), ["check", "rules", "built.yml"]);
      expect(outcome.code, outcome.stderr).toBe(0);
      expect(outcome.stdout).toContain("300 rules found");
    },
    BUILDING,
  );
});
