import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ONE } from "../../../app/portfolio/units.ts";
import { MeanReversion, meanReversionParameters } from "../../../app/strategies/mean-reversion.ts";
import { MovingDeviation } from "../../../app/strategies/moving-deviation.ts";
import { signalsOf } from "./signals.ts";

/** The z-score of the last of some values by its definition, in two passes. */
function zScore(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return ((values.at(-1) as number) - mean) / Math.sqrt(variance);
}

const nexts = (length: number, values: readonly number[]) => {
  const deviation = new MovingDeviation(length);
  return values.map((value) => deviation.next(value));
};

describe("a moving deviation", () => {
  // The mean of 2, 4, 4, 4, 5, 5, 7, 9 is 5 and their standard deviation 2, so 9 lies 2 deviations above.
  it("is the newest value's distance from the mean in standard deviations", () => {
    expect(nexts(8, [2, 4, 4, 4, 5, 5, 7, 9])).toEqual([...Array(7).fill(Number.NaN), 2]);
  });

  it("is its definition over the last values, at prices in units and over many turns of the window", () => {
    const prices = fc.array(fc.integer({ min: 6_000_000_000_000, max: 7_000_000_000_000 }), {
      minLength: 20,
      maxLength: 400,
    });
    fc.assert(
      fc.property(prices, (values) => {
        const expected = zScore(values.slice(-20));
        fc.pre(Number.isFinite(expected));
        expect(nexts(20, values).at(-1)).toBeCloseTo(expected, 6);
      }),
    );
  });

  it("is unknown while all values are the same, and after a jump that has left the window", () => {
    const standing = Array(40).fill(33_333 * ONE);
    expect(nexts(3, [7, 7, 7, 7])).toEqual(Array(4).fill(Number.NaN));
    const after = nexts(7, [...[64_000, 31_000, 62_000, 35_000, 64_000].map((coins) => coins * ONE), ...standing]);
    expect(after.slice(-34)).toEqual(Array(34).fill(Number.NaN));
  });
});

describe("mean reversion", () => {
  const parameters = { window: 4, entry: 1.5, exit: 0 };

  // Windows of 4. At 90 the mean is 97.5 and the deviation 4.33: z = -1.73, a buy. At 94 the mean is 96 and the
  // deviation 4.24: z = -0.47. At 98 the mean is 95.5: z > 0, a sale.
  it("buys far below the mean and sells when the price is back at it", () => {
    expect(signalsOf(new MeanReversion(parameters), [100, 100, 100, 90, 94, 98, 99])).toEqual([
      undefined,
      undefined,
      undefined,
      "buy",
      undefined,
      "sell",
      undefined,
    ]);
  });

  it("waits for an exit above the mean where it is told to", () => {
    const greedy = new MeanReversion({ ...parameters, exit: 1.5 });
    expect(signalsOf(greedy, [100, 100, 100, 90, 94, 98, 99, 115]).indexOf("sell")).toBe(7);
  });

  it("never sells before it bought", () => {
    expect(signalsOf(new MeanReversion(parameters), [100, 100, 100, 110, 120])).toEqual(Array(5).fill(undefined));
  });

  it.each([
    [{ window: 2 }, "expected number to be >=3"],
    [{ window: 20.5 }, "expected int"],
    [{ window: 10_001 }, "expected number to be <=10000"],
    [{ entry: 0 }, "expected number to be >0"],
    [{ entry: 10.5, window: 1_000 }, "expected number to be <=10"],
    [{ entry: Number.NaN }, "expected number, received NaN"],
    [{ entry: 2, exit: -2 }, "exit must be above -entry"],
    [{ window: 5, entry: 2 }, "entry is never reached: it must be below sqrt(window - 1)"],
    [{ span: 20 }, "span"],
  ])("fails to take the parameters %j", (given, message) => {
    expect(meanReversionParameters.safeParse(given).error?.message).toContain(message);
  });

  it("can reach every entry that it takes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 60 }), fc.double({ min: 0.01, max: 10, noNaN: true }), (window, entry) => {
        fc.pre(meanReversionParameters.safeParse({ window, entry }).success);
        fc.pre(entry < 0.999 * Math.sqrt(window - 1));
        const fallen = signalsOf(new MeanReversion({ window, entry, exit: 0 }), [...Array(window - 1).fill(100), 1]);
        expect(fallen.at(-1)).toBe("buy");
      }),
    );
  });
});
