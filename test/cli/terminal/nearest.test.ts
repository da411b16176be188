import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distance, nearest } from "../../../cli/terminal/nearest.ts";

const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "-"), maxLength: 8 });

describe("distance between names", () => {
  it.each([
    ["", "", 0],
    ["up", "up", 0],
    ["stauts", "status", 1],
    ["dwon", "down", 1],
    ["kitten", "sitting", 3],
    ["", "abc", 3],
  ])("of %j and %j is %d", (left, right, edits) => expect(distance(left, right)).toBe(edits));

  it("is symmetric, and zero only for equal names", () => {
    fc.assert(
      fc.property(word, word, (left, right) => {
        expect(distance(left, right)).toBe(distance(right, left));
        expect(distance(left, right) === 0).toBe(left === right);
      }),
    );
  });

  it("is never more than replacing every letter", () => {
    fc.assert(
      fc.property(word, word, (left, right) => {
        expect(distance(left, right)).toBeLessThanOrEqual(Math.max(left.length, right.length));
      }),
    );
  });
});

describe("the nearest name", () => {
  it("is the one with the fewest edits", () => expect(nearest("doctro", ["down", "doctor"])).toBe("doctor"));
  it("is none when nothing is alike", () => expect(nearest("frobnicate", ["up", "down", "status"])).toBeUndefined());
});
