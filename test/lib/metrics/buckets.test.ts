import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Buckets } from "../../../lib/metrics/buckets.ts";

const FINE = Array.from({ length: 116 }, (_, index) => 0.001 * 1.1 ** index);
const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const bounds = fc
  .uniqueArray(
    number.map((value) => value + 0),
    { maxLength: 30 },
  )
  .map((some) => some.sort((a, b) => a - b));
/** The definition: the first bound that is not below the value. */
const byDefinition = (all: readonly number[], value: number): number => {
  const found = all.findIndex((bound) => value <= bound);
  return found < 0 ? all.length : found;
};

describe("the bucket of a value", () => {
  it("is the first whose bound is not below it, whatever the bounds", () => {
    fc.assert(
      fc.property(bounds, number, (all, value) => {
        expect(new Buckets(all).at(value)).toBe(byDefinition(all, value));
      }),
      { numRuns: 1000 },
    );
  });

  it("is exact on each bound of a fine histogram and right beside it", () => {
    const buckets = new Buckets(FINE);
    for (const [index, bound] of FINE.entries()) {
      expect(buckets.at(bound)).toBe(index);
      expect(buckets.at(bound * (1 + Number.EPSILON))).toBe(index + 1);
      expect(buckets.at(bound * (1 - Number.EPSILON))).toBe(index);
    }
  });

  it.each([
    [0, 0],
    [-0, 0],
    [-5, 0],
    [Number.MIN_VALUE, 0],
    [Number.MAX_VALUE, 3],
  ])("of %d among 1, 2 and 5 is number %d", (value, bucket) => {
    expect(new Buckets([1, 2, 5]).at(value)).toBe(bucket);
  });

  it("is the only one where there are no bounds", () => {
    expect(new Buckets([]).at(7)).toBe(0);
  });
});
