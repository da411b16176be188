import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FEED_TIMINGS } from "../../../app/feed/client.ts";
import { renewalDelay } from "../../../app/feed/renewal.ts";

const HOUR = 3_600_000;

describe("the age at which a connection is replaced", () => {
  it("is 23 hours, half an hour more or less", () => {
    expect([0, 0.5, 1].map((chance) => renewalDelay(chance, FEED_TIMINGS) / HOUR)).toEqual([22.5, 23, 23.5]);
  });

  it("is before the 24 hours at which the exchange ends it, by half an hour at least", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (chance) => {
        expect(renewalDelay(chance, FEED_TIMINGS)).toBeLessThanOrEqual(23.5 * HOUR);
      }),
    );
  });
});
