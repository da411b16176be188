import { beforeAll, describe, expect, it } from "vitest";
import { grammar } from "../../../../lib/promql/checker/grammar.ts";
import type { Feature } from "../../../../lib/promql/parse/types.ts";
import { BUILDING } from "../../../support/tools.ts";
import { canJudge, corpus, refusedByPromtool } from "./corpus.ts";

/** Fill modifiers are left out: promtool has no flag for them. */
const SETTINGS: readonly (readonly [string, readonly Feature[], readonly string[]])[] = [
  ["as Prometheus is by default", [], []],
  [
    "with every experimental feature on",
    ["experimental-functions", "duration-expressions", "extended-ranges"],
    ["promql-experimental-functions", "promql-duration-expr", "promql-extended-range-selectors"],
  ],
];

describe.skipIf(!canJudge())("the PromQL corpus of Prometheus (skipped where there is no Go)", () => {
  let expressions: readonly string[] = [];
  beforeAll(async () => {
    expressions = await corpus();
  }, BUILDING);

  it("has the expressions that we expect", () => {
    expect(expressions.length).toBeGreaterThan(1800);
  });

  it.each(SETTINGS)(
    "is accepted and refused as promtool does, %s",
    async (_, features, flags) => {
      const refused = await refusedByPromtool(expressions, flags);
      const enabled = new Set(features);
      const differing = expressions.filter((text) => refused.has(text) !== grammar(text, enabled).problems.length > 0);
      expect(refused.size).toBeGreaterThan(40);
      expect(differing).toEqual([]);
    },
    BUILDING,
  );
});
