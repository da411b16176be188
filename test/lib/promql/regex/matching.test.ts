import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile } from "../../../../lib/promql/regex/matching.ts";

describe("a pattern", () => {
  it.each([
    ["5..", "500", true],
    ["5", "500", false],
    ["app|db", "db", true],
    ["a{2,3}", "aaaa", false],
    ["(?i)app", "APP", true],
    ["(?i:a)b", "AB", false],
    ["[^a-c]+", "xyz", true],
    ["[[:alpha:]_]+", "a_B", true],
    [String.raw`\d+\.\d+`, "1.0", true],
    [String.raw`\Qa.b\E+`, "a.bb", true],
    [String.raw`\bapp\b`, "app", true],
    [String.raw`\p{Greek}`, "λ", true],
    [String.raw`\x{1F600}`, "😀", true],
    ["a.b", "a\nb", true],
    ["", "", true],
    ["(a|b)*c?", "ababc", true],
    ["(?P<name>a)", "a", true],
    ["^a$", "a", true],
  ])("%s on %j: %s", (pattern, value, passes) => {
    expect(compile(pattern).matches?.(value)).toBe(passes);
  });

  it.each([
    ["(?=a)", "RE2 has no such group: no look-ahead, no look-behind"],
    ["a**", "what is repeated is repeated again; put it into parentheses"],
    ["a{1001}", "{1001} is no count of repetitions"],
    ["(a{100}){100}", "it repeats a part more than 1000 times"],
    ["*a", "* has nothing to repeat"],
    ["(a", "an opening parenthesis has no closing one"],
    ["a)", "a closing parenthesis has no opening one"],
    ["[a", "a character class has no closing bracket"],
    ["[b-a]", "the range b-a runs backwards"],
    [String.raw`\8`, String.raw`RE2 has no escape \8`],
    ["[[:none:]]", "there is no character class [:none:]"],
  ])("%s is refused: %s", (pattern, mistake) => {
    expect(compile(pattern)).toEqual({ matches: undefined, mistake });
  });

  it("passes what JavaScript's own engine passes, where both read it alike", () => {
    const atom = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", String.raw`\d`, String.raw`\w`, "1", "-");
    const piece = fc.tuple(atom, fc.constantFrom("", "*", "+", "?", "{2}", "{0,2}", "{1,}")).map((two) => two.join(""));
    const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
      pattern: fc.oneof(
        { maxDepth: 3 },
        fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join("")),
        fc.tuple(tie("pattern"), tie("pattern")).map(([left, right]) => `(?:${left}|${right})`),
        fc.tuple(tie("pattern"), fc.constantFrom("*", "?", "{2}")).map(([inner, times]) => `(?:${inner})${times}`),
      ),
    }));
    const value = fc.string({ unit: fc.constantFrom("a", "b", "1", "-", "é"), maxLength: 6 });
    fc.assert(
      fc.property(pattern, value, (text, candidate) => {
        expect(compile(text).matches?.(candidate)).toBe(new RegExp(`^(?:${text})$`, "s").test(candidate));
      }),
      { numRuns: 1000 },
    );
  });

  it("is judged or left unjudged whatever its bytes", () => {
    const any = fc.string({ unit: fc.constantFrom(..."()[]{}*+?|^$.,-\\abQE:<P=!i1p€") });
    fc.assert(
      fc.property(fc.oneof(any, fc.string({ unit: "binary" })), fc.string(), (text, value) => {
        const { matches, mistake } = compile(text);
        expect(matches === undefined || mistake === undefined).toBe(true);
        expect([true, false, undefined]).toContain(matches?.(value));
      }),
      { numRuns: 1000 },
    );
  });
});
