import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOST, mostCarried } from "../../../lib/services/capacity-boundary.ts";

describe("the most that is carried", () => {
  it("is the boundary: it is carried, and one more is not", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MOST }), (end) => {
        expect(mostCarried((count) => count <= end)).toBe(end);
      }),
      { examples: [[0], [1], [MOST - 1], [MOST]] },
    );
  });

  it("is none where not even one is, and the end of the search where all are", () => {
    expect(mostCarried(() => false)).toBe(0);
    expect(mostCarried(() => true)).toBe(MOST);
    expect(mostCarried(() => true, 7)).toBe(7);
  });

  it("is found with few questions, each of a whole number that may be asked for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MOST }), (end) => {
        const asked: number[] = [];
        mostCarried((count) => {
          asked.push(count);
          return count <= end;
        });
        expect(asked.length).toBeLessThanOrEqual(Math.ceil(Math.log2(MOST)) + 1);
        expect(asked.every((count) => Number.isInteger(count) && count >= 1 && count <= MOST)).toBe(true);
      }),
    );
  });
});
