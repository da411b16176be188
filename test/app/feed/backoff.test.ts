import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffDelay } from "../../../app/feed/backoff.ts";

const options = { baseMs: 1_000, capMs: 30_000 };

describe("the delay before another attempt", () => {
  it("doubles its upper bound until the cap", () => {
    const bounds = [0, 1, 2, 3, 4, 5, 6].map((attempt) => backoffDelay(attempt, 1, options));
    expect(bounds).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it("is any share of its bound, from none, so that clients do not return together", () => {
    expect(backoffDelay(3, 0, options)).toBe(0);
    expect(backoffDelay(3, 0.25, options)).toBe(2_000);
  });

  it("stays finite and below the cap, however many attempts there were", () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, chance) => {
        const delay = backoffDelay(attempt, chance, options);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThan(options.capMs);
      }),
    );
  });
});
