import fc from "fast-check";
import { expect, it } from "vitest";
import { partOf, sixthOf } from "../../faults/sixth.ts";

const hashes = ["0000000", "0000001", "0000002", "0000003", "0000004", "0000005"];

it("six sixths are the whole, each item once", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat()), (items) => {
      const parts = hashes.flatMap((hash) => sixthOf(items, hash));
      expect(parts.sort((a, b) => a - b)).toEqual(items.sort((a, b) => a - b));
    }),
  );
});

it("they differ in size by one at most", () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), (items) => {
      const sizes = hashes.map((hash) => sixthOf(items, hash).length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

it("the same commit has the same one, by its short hash too", () => {
  const whole = "2b727d5b0f3c9a4e8d1f6a7b8c9d0e1f2a3b4c5d";
  expect(partOf(whole)).toBe(0x2b727d5 % 6);
  expect(partOf(whole.slice(0, 7))).toBe(partOf(whole));
});

it("what is no hash is refused", () => {
  expect(() => partOf("main")).toThrow("--sixth wants a commit's hash, not main.");
});
