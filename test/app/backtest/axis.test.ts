import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evenTicks, roundTicks } from "../../../app/backtest/axis.ts";

describe("the ticks of an axis", () => {
  it("are round: multiples of 1, 2 or 5 times a power of ten", () => {
    expect(roundTicks(9588.32, 10052.23, 6)).toEqual([9600, 9700, 9800, 9900, 10000]);
    expect(roundTicks(90, 120, 6)).toEqual([90, 95, 100, 105, 110, 115, 120]);
    expect(roundTicks(0, 0.3, 3).map((tick) => tick.toFixed(2))).toEqual(["0.00", "0.10", "0.20", "0.30"]);
  });

  it("are within the range, and neither none nor too many", () => {
    const value = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(value, fc.double({ min: 1e-3, max: 1, noNaN: true }), (least, share) => {
        const most = least * (1 + share);
        const ticks = roundTicks(least, most, 6);
        expect(ticks.length).toBeGreaterThanOrEqual(1);
        expect(ticks.length).toBeLessThanOrEqual(7);
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(least * (1 - 1e-9));
          expect(tick).toBeLessThanOrEqual(most * (1 + 1e-9));
        }
      }),
    );
  });

  it("are in even steps where their ends are told", () => {
    expect(evenTicks(0, 10, 3)).toEqual([0, 5, 10]);
  });

  it("are one when there is one value", () => {
    expect([roundTicks(7, 7, 6), evenTicks(7, 7, 3)]).toEqual([[7], [7]]);
  });
});
