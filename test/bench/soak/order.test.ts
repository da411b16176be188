import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FAULTS } from "../../../bench/soak/faults.ts";
import { orderOf } from "../../../bench/soak/order.ts";

const seeds = fc.integer({ min: 0, max: 999_999_999 });
const taken = (seed: number, count: number) => {
  const order = orderOf(FAULTS, seed);
  return Array.from({ length: count }, () => order.next().value.name);
};
const NAMES = FAULTS.map(({ name }) => name).sort();

describe("the order of the faults", () => {
  it("is the same for the same seed", () => {
    fc.assert(fc.property(seeds, (seed) => void expect(taken(seed, 30)).toEqual(taken(seed, 30))));
  });

  it("has every fault once before any comes again", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const names = taken(seed, 3 * FAULTS.length);
        for (let round = 0; round < 3; round++)
          expect(names.slice(round * FAULTS.length, (round + 1) * FAULTS.length).sort()).toEqual(NAMES);
      }),
    );
  });

  it("is another for another seed, and in each round", () => {
    expect(new Set([1, 2, 3, 4, 5].map((seed) => taken(seed, FAULTS.length).join())).size).toBeGreaterThan(1);
    expect(taken(1, 2 * FAULTS.length).slice(FAULTS.length)).not.toEqual(taken(1, FAULTS.length));
  });

  it("of nothing is refused", () => expect(() => orderOf([], 1).next()).toThrow("nothing to put in order"));
});
