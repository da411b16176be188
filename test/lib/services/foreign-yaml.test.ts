import { describe, expect, it } from "vitest";
import { foreignYaml } from "../../../lib/services/foreign-yaml.ts";

describe("YAML that others wrote", () => {
  it("is its value, aliases unfolded", () => {
    expect(foreignYaml("a: &x [1]\nb: *x\nc: null\n")).toEqual({ a: [1], b: [1], c: null });
    expect(foreignYaml("")).toBeNull();
  });

  it.each([
    ["no YAML", "a: [", /Flow sequence/],
    ["an alias of what is not there", "a: *x", /alias/i],
    ["an alias inside of its own anchor", "a: &x [*x]", "the alias *x stands inside of its own anchor"],
    ["a bomb", `a: &a [${"x,".repeat(9)}]\nb: &b [${"*a,".repeat(9)}]\nc: [${"*b,".repeat(99)}]`, /alias count/],
    ["many aliases inside of their own anchor", `a: &x [${"*x,".repeat(5_000)}]`, "inside of its own anchor"],
  ])("is refused with a SyntaxError where it is %s", (_, text, words) => {
    expect(() => foreignYaml(text)).toThrow(SyntaxError);
    expect(() => foreignYaml(text)).toThrow(words);
  });
});
