import fc from "fast-check";
import { marked, type Token } from "marked";
import { describe, expect, it } from "vitest";
import { markdown, markdownMarker } from "../../../../lib/review/outputs/markdown.ts";
import type { Effect, Verdict } from "../../../../lib/review/verdict/verdict.ts";
import { text, verdict } from "./arbitrary.ts";
import { example } from "./example.ts";

const title = "Production";

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  marked.walkTokens(marked.lexer(source), (token) => void tokens.push(token));
  return tokens;
}

const ourHtml = /^(?:<!-- quantflow-review: [\w ./%-]* -->|<details><summary>[^<>]*<\/summary>|<\/details>|<\/?sub>)$/u;
const ours = new Set([
  "heading",
  "paragraph",
  "list",
  "list_item",
  "text",
  "strong",
  "em",
  "codespan",
  "space",
  "html",
]);

const copies = (count: number, given: Partial<Effect>): readonly Effect[] =>
  Array.from({ length: count }, (_, position) => ({
    ...(example.effects[1] as Effect),
    name: `service s${position}`,
    resource: `docker_container.s${position}`,
    ...given,
  }));

const named = (comment: string): number => new Set(comment.match(/service `?s\d+/g)).size;

describe("a verdict as a comment", () => {
  it("is written as in the golden file", async () => {
    await expect(markdown(example, { title })).toMatchFileSnapshot("example.golden.md");
  });

  it("says when nothing changes", () => {
    const none: Verdict = {
      ...example,
      outcome: "no change",
      effects: [],
      refusals: [],
      waived: [],
      unwatched: [],
      cautions: [],
    };
    expect(markdown(none, { title })).toContain("**Nothing changes.**");
    const partly: Verdict = { ...none, outcome: "changes", cautions: ["parts of it are put off"] };
    expect(markdown(partly, { title })).toContain("**What changes is not known: the plan is not whole.** 1 caution.");
  });

  it("begins with a marker of its own, whatever the title", () => {
    fc.assert(
      fc.property(text, (given) => {
        const marker = markdownMarker(given);
        expect(marker).toMatch(/^<!-- quantflow-review: [\w ./%-]+ -->$/);
        expect(marker.slice(4, -3)).not.toContain("--");
        expect(markdown(example, { title: given }).split("\n")[0]).toBe(marker);
      }),
    );
  });
});

describe("any text in a comment", () => {
  it("becomes no link, image, table, quote, code block or element", () => {
    fc.assert(
      fc.property(verdict, text, (given, anyTitle) => {
        for (const token of tokensOf(markdown(given, { title: anyTitle }))) {
          expect(ours).toContain(token.type);
          if (token.type === "html") expect(token.raw.trim()).toMatch(ourHtml);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("mentions nobody and refers to no issue or commit outside code", () => {
    fc.assert(
      fc.property(verdict, (given) => {
        for (const token of tokensOf(markdown(given, { title }))) {
          if (token.type === "text" && !("tokens" in token && token.tokens))
            expect(token.raw).not.toMatch(/[@#$^\\]|~\w|\bGH-\d|\b[0-9a-f]{7,40}\b|www\.|:\/\//i);
        }
      }),
    );
  });
});

describe("a comment's limit", () => {
  it("holds for any verdict", () => {
    fc.assert(
      fc.property(
        fc.array(verdict, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 8_192, max: 12_000 }),
        (given, limit) => {
          const effects = given.flatMap((one) => one.effects);
          const refusals = given.flatMap((one) => one.refusals);
          const cautions = given.flatMap((one) => one.cautions);
          const all = { ...example, effects, refusals, cautions };
          expect(markdown(all, { title, limit }).length).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("drops detail from the least important upwards, and says so", () => {
    const effects = [...copies(50, {}), ...copies(2_000, { happens: "created", name: "thing" })];
    const comment = markdown({ ...example, effects }, { title });
    expect(comment.length).toBeLessThanOrEqual(65_536);
    expect(comment).toContain("Data at risk");
    expect(comment).toContain("+ Created (2,000)");
    expect(comment).toContain("they are on the HTML page and in the JSON");
    expect(named(comment)).toBe(50);
  });

  it.each(["destroyed", "replaced"] as const)("names a thousand that are %s, however much else there is", (happens) => {
    const effects = [...copies(1_000, { happens }), ...copies(5_000, { happens: "changed", name: "thing" })];
    const refusals = Array.from({ length: 1_000 }, () => example.refusals).flat();
    expect(named(markdown({ ...example, effects, refusals }, { title }))).toBe(1_000);
  });

  it("with ten thousand destroyed, names as many as fit, counts the others and names the few replaced", () => {
    const effects = [
      ...copies(10_000, { happens: "destroyed", name: "volume candles" }),
      ...copies(10, { happens: "replaced" }),
    ];
    const comment = markdown({ ...example, effects }, { title });
    const volumes = (comment.match(/volume candles,/g) ?? []).length + 1;
    expect(comment.length).toBeLessThanOrEqual(65_536);
    expect(volumes).toBeGreaterThan(3_000);
    expect(comment).toContain(`and ${(10_000 - volumes).toLocaleString("en-GB")} more`);
    expect(named(comment)).toBe(10);
  });

  it("leaves out nothing of a section that is shorter than the note that it is left out", () => {
    const effects = [...copies(1, {}), ...copies(1, { happens: "created", name: "thing", resource: "thing" })];
    const short = effects.map((effect) => ({ ...effect, because: [], says: [], differences: [], warnings: [] }));
    const comment = markdown({ ...example, effects: short }, { title });
    expect(comment).toContain("- **thing**");
    expect(comment).not.toContain("Left out here");
  });

  it("is refused where not even a summary would fit", () => {
    expect(() => markdown(example, { title, limit: 100 })).toThrow(RangeError);
  });
});
