import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { grammar } from "../../../../lib/promql/checker/grammar.ts";
import type { Feature } from "../../../../lib/promql/parse/types.ts";
import { BUILDING } from "../../../support/tools.ts";
import { canJudge, corpus, refusedByPromtool } from "./corpus.ts";
import { mutated } from "./mutations.ts";

/** Fill modifiers are left out: promtool has no flag for them. */
const SETTINGS: readonly (readonly [string, readonly Feature[], readonly string[]])[] = [
  ["as Prometheus is by default", [], []],
  [
    "with every experimental feature on",
    ["experimental-functions", "duration-expressions", "extended-ranges"],
    ["promql-experimental-functions", "promql-duration-expr", "promql-extended-range-selectors"],
  ],
];

/** Where we differ from promtool with every feature on, by example, and why; the corpus itself has none of these. */
const DIFFERENCES: readonly (readonly [example: string, like: RegExp, reason: string])[] = [
  ["up[step():]", /\[\s*[-+]?\s*(?:step|range)\s*\(\)\s*:/i, "its lexer wants a number before a subquery's colon"],
  ["up or offset", /\b(?:and|or|unless|atan2|bool)\s+offset\b/i, "the grammar takes it for the modifier"],
  ["up offset 0s offset 5m", /offset\s+[-+]?0[sm]?\s/i, "it takes an offset of nothing for none"],
  [
    "up offset step()[5m]",
    /offset\s+(?:(?:step|range)\(|(?:min|max)_of)[^[]*\[/i,
    "it lets a range follow a calculation",
  ],
  ["up[2%0m]", /[%/]\s*0[smhdw]?\b/i, "it calculates durations: a division by nothing"],
  ["up offset (2 * Inf)", /\binf\b/i, "it calculates durations: out of range"],
  ['info(up, {a="b"} anchored)', /\}\s*(?:anchored|smoothed)/i, "it takes a modified list of labels in info()"],
  [
    String.raw`{a=~"\\p{Grek}"}`,
    /\\p\{\w+\}/i,
    "JavaScript knows short names of Unicode's scripts, and Go their long ones only",
  ],
];
const isKnown = (text: string): boolean => DIFFERENCES.some(([, like]) => like.test(text));

/** Variables are Grafana's, which promtool does not know; more operators than we read are too long. */
const isJudged = (text: string): boolean => !/\$|\[\[/.test(text) && text.trim() !== "";

describe.skipIf(!canJudge())("promtool (skipped where there is no Go to build it)", () => {
  let expressions: readonly string[] = [];
  beforeAll(async () => {
    expressions = await corpus();
  }, BUILDING);

  async function differing(texts: readonly string[], features: readonly Feature[], flags: readonly string[]) {
    const refused = await refusedByPromtool(texts, flags);
    const enabled = new Set(features);
    const found = texts.filter((text) => refused.has(text) !== grammar(text, enabled).problems.length > 0);
    return { found, refused: refused.size };
  }

  function tell(of: number, found: readonly string[]): void {
    console.info(`agreement with promtool: ${((100 * (of - found.length)) / of).toFixed(3)} % of ${of}`);
  }

  it("has a corpus of the size that we expect", () => {
    expect(expressions.length).toBeGreaterThan(1800);
  });

  it.each(SETTINGS)(
    "accepts and refuses the corpus as we do, %s",
    async (_, features, flags) => {
      const { found, refused } = await differing(expressions, features, flags);
      tell(expressions.length, found);
      expect(refused).toBeGreaterThan(40);
      expect(found).toEqual([]);
    },
    BUILDING,
  );

  it("differs from us where we say so", async () => {
    const examples = DIFFERENCES.map(([example]) => example);
    const [, features, flags] = SETTINGS[1] ?? ["", [], []];
    expect((await differing(examples, features, flags)).found).toEqual(examples);
    for (const [example, like] of DIFFERENCES) expect(example).toMatch(like);
  });

  it.each(SETTINGS)(
    "accepts and refuses what the corpus becomes by a slip of the hand, %s",
    async (_, features, flags) => {
      const sample = fc.sample(mutated(expressions), { numRuns: 4000, seed: 20_261_123 }).filter(isJudged);
      const { found, refused } = await differing([...new Set(sample)], features, flags);
      tell(sample.length, found);
      expect(refused).toBeGreaterThan(1000);
      expect(sample.length - refused).toBeGreaterThan(500);
      expect(found.filter((text) => !isKnown(text))).toEqual([]);
      expect(found.length).toBeLessThanOrEqual(sample.length * 0.005);
    },
    BUILDING,
  );
});
