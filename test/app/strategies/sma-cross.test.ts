import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MovingAverage } from "../../../app/strategies/moving-average.ts";
import { SmaCross, smaCrossParameters } from "../../../app/strategies/sma-cross.ts";
import { signalsOf } from "./signals.ts";

describe("a moving average", () => {
  it("is unknown until it has seen as many values as it is long", () => {
    const average = new MovingAverage(3);
    expect([3, 6, 9, 12].map((value) => average.next(value))).toEqual([Number.NaN, Number.NaN, 6, 9]);
  });

  it("is the mean of the last values, whatever came before", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 5, maxLength: 300 }),
        (values) => {
          const average = new MovingAverage(5);
          const last = values.map((value) => average.next(value)).at(-1) as number;
          const mean = values.slice(-5).reduce((sum, value) => sum + value, 0) / 5;
          expect(Math.abs(last - mean)).toBeLessThan(1e-8 * mean + 1e-6);
        },
      ),
    );
  });
});

describe("the crossing of averages", () => {
  it("buys when the fast one rises above the slow one, and sells when it falls below", () => {
    const closes = [5, 4, 3, 2, 5, 8, 9, 4, 1, 1];
    expect(signalsOf(new SmaCross({ fast: 1, slow: 3 }), closes)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      "buy",
      undefined,
      undefined,
      "sell",
      undefined,
      undefined,
    ]);
  });

  it("says nothing at the first comparison, which is no crossing", () => {
    expect(signalsOf(new SmaCross({ fast: 1, slow: 2 }), [1, 2, 3, 4, 5])).toEqual(Array(5).fill(undefined));
  });

  it.each([
    [{ fast: 30, slow: 10 }, "fast must be shorter than slow"],
    [{ fast: 10, slow: 10 }, "fast must be shorter than slow"],
    [{ fast: 0, slow: 10 }, "expected number to be >=1"],
    [{ fast: 1.5, slow: 10 }, "expected int"],
    [{ fast: 1, slow: 10, medium: 5 }, "medium"],
  ])("fails to take the parameters %j", (parameters, message) => {
    expect(smaCrossParameters.safeParse(parameters).error?.message).toContain(message);
  });
});
