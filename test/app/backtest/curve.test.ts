import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { curveOf, MOST_POINTS } from "../../../app/backtest/curve.ts";
import { unitsText } from "../../../app/portfolio/units.ts";

const index = (at: number) => at;

describe("an equity curve", () => {
  it("has every value of a short run, as exact text", () => {
    expect(curveOf(Float64Array.of(100_000_000, 99_999_999, 1), (at) => at * 1000)).toEqual({
      time: [0, 1000, 2000],
      value: ["1", "0.99999999", "0.00000001"],
    });
  });

  it("of a long run has at most 800 points in order, the first, the last, the lowest and the highest among them", () => {
    const values = fc.array(fc.nat(1_000_000), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 20, max: 100 }), (some, times) => {
        const equity = Float64Array.from(Array(times).fill(some).flat());
        const { time, value } = curveOf(equity, index);
        expect(time.length).toBeLessThanOrEqual(MOST_POINTS);
        expect(time.every((at, place) => place === 0 || at > (time[place - 1] as number))).toBe(true);
        expect([time[0], time.at(-1)]).toEqual([0, equity.length - 1]);
        expect(value).toEqual(time.map((at) => unitsText(equity[at] as number)));
        for (const extreme of [Math.min(...some), Math.max(...some)]) expect(value).toContain(unitsText(extreme));
      }),
    );
  });
});
