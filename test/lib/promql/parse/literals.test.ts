import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberOf, unquote } from "../../../../lib/promql/parse/literals.ts";

describe("a number", () => {
  it.each([
    ["1", 1],
    ["-1.5", -1.5],
    [".5", 0.5],
    ["5.", 5],
    ["1e3", 1000],
    ["1.E-3", 0.001],
    ["0x1F", 31],
    ["0X_1f", 31],
    ["017", 15],
    ["08", 8],
    ["1_000", 1000],
    ["+ Inf", Number.POSITIVE_INFINITY],
    ["-inf", Number.NEGATIVE_INFINITY],
    ["5m", 300],
    ["1h30m", 5400],
    ["05m", 300],
    ["1d", 86_400],
    ["100ms", 0.1],
  ])("%s is %d", (text, value) => {
    expect(numberOf(text)).toBe(value);
  });

  it.each(["", "a", "1a", "5M", "1h30", "1m1h", "1_", "1__0", "0x", "1.2.3", "1e", "1e309", "300y", "3000offset"])(
    "is not %s",
    (text) => {
      expect(numberOf(text)).toBeUndefined();
    },
  );

  it("is what JavaScript prints", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => numberOf(String(value).replace("Infinity", "Inf")) === value),
    );
  });
});

describe("a string", () => {
  it.each([
    ['"a"', "a"],
    ["'a\"b'", 'a"b'],
    [String.raw`"a\n\t\\\""`, 'a\n\t\\"'],
    [String.raw`"\x41\101A\U0001F600"`, "AAA😀"],
    ["`a\\n\nb`", "a\\n\nb"],
  ])("%s is read", (literal, value) => {
    expect(unquote(literal)).toEqual({ value });
  });

  it.each([
    [String.raw`"\d"`, String.raw`\d is no escape sequence; write "\\d" for the characters themselves`],
    [String.raw`"\'"`, String.raw`\' is no escape sequence; write "\\'" for the characters themselves`],
    [String.raw`"\ud800"`, String.raw`\ud800 is no escape sequence; write "\\ud800" for the characters themselves`],
    ['"a', "the string has no end"],
    ['"a\nb"', "the string has no end on its line"],
  ])("%s is refused", (literal, mistake) => {
    expect(unquote(literal).mistake).toBe(mistake);
  });

  it("is what JSON writes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        // JSON leaves DEL and writes only what both escape alike.
        const literal = JSON.stringify(text);
        expect(unquote(literal)).toEqual({ value: text });
      }),
    );
  });
});
