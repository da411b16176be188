import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonFault } from "../../../cli/dashboards/import-json-fault.ts";

describe("the place where JSON is broken", () => {
  it.each([
    ['{"a": [}', 7],
    ['{"a": 1,}', 8],
    ["[1 2]", 3],
    ["[1],", 3],
    ['{"a" 1}', 5],
    ["[01]", 2],
    ['["a\nb"]', 1],
    ["{'a': 1}", 1],
    ["[undefined]", 1],
  ])("of %j is at %i", (text, at) => {
    expect(jsonFault(text)).toBe(at);
  });

  it("is the end of a text that is whole, or was cut short between two values", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(jsonFault(text)).toBe(text.length);
      }),
    );
    expect(jsonFault('{"a": [1,')).toBe(9);
  });
});
