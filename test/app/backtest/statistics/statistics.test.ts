import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxDrawdown } from "../../../../app/backtest/statistics/drawdown.ts";
import { barsPerYear, intervalOf } from "../../../../app/backtest/statistics/interval.ts";
import { returnsOf, totalReturn } from "../../../../app/backtest/statistics/returns.ts";
import { sharpe } from "../../../../app/backtest/statistics/sharpe.ts";
import { sortino } from "../../../../app/backtest/statistics/sortino.ts";
import { profitFactor, winRate } from "../../../../app/backtest/statistics/trades.ts";

const values = (...numbers: number[]) => Float64Array.from(numbers);

describe("returns", () => {
  it("are the growth from value to value", () => {
    expect([...returnsOf(values(100, 110, 99, 99))]).toEqual([0.10000000000000009, -0.09999999999999998, 0]);
  });

  it("are 0 once nothing is left, and none of one value", () => {
    expect([...returnsOf(values(100, 0, 0))]).toEqual([-1, 0]);
    expect([...returnsOf(values(100))]).toEqual([]);
  });

  it("come to the growth over the whole time", () => {
    expect(totalReturn(values(100, 110, 80))).toBeCloseTo(-0.2, 12);
    expect([totalReturn(values()), totalReturn(values(100))]).toEqual([0, 0]);
  });
});

describe("the Sharpe ratio", () => {
  // Mean 0.02; deviations 0.01, -0.02, 0.01; squares 0.0006 / 2; root 0.0173205; times the root of 4.
  it("is the mean by the sample deviation, annualised by the root of the periods", () => {
    expect(sharpe(values(0.03, 0, 0.03), 4)).toBeCloseTo((0.02 / 0.01732050808) * 2, 8);
  });

  it("has no value without variation or with fewer than two returns", () => {
    for (const returns of [values(), values(0.1), values(0, 0, 0), values(...Array(100).fill(0.1))])
      expect(sharpe(returns, 4)).toBeUndefined();
  });

  it("changes its sign with the returns and does not depend on their scale", () => {
    const returns = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(returns, (whole) => {
        const ratio = sharpe(values(...whole), 4) ?? 0;
        expect(sharpe(values(...whole.map((one) => -one)), 4) ?? 0).toBeCloseTo(-ratio, 9);
        expect(sharpe(values(...whole.map((one) => one / 128)), 4) ?? 0).toBeCloseTo(ratio, 9);
      }),
    );
  });
});

describe("the Sortino ratio", () => {
  // Mean 0.01; the only loss -0.02, squared and by all four 0.0001; root 0.01; times the root of 9.
  it("is the mean by the deviation of the losses over all periods, annualised", () => {
    expect(sortino(values(0.03, -0.02, 0.03, 0), 9)).toBeCloseTo(3, 12);
  });

  it("has no value without a loss", () => {
    for (const returns of [values(), values(0, 0), values(0.1, 0.2)]) expect(sortino(returns, 9)).toBeUndefined();
  });
});

describe("the maximum drawdown", () => {
  // 120 to 90 is a quarter, 130 to 104 a fifth.
  it("is the deepest fall from a peak, until that peak is reached again", () => {
    const equity = values(100, 120, 110, 90, 115, 120, 130, 104);
    expect(maxDrawdown(equity)).toEqual({ ratio: 0.25, peak: 1, trough: 3, end: 5 });
  });

  it("lasts to the end when the peak is not reached again", () => {
    expect(maxDrawdown(values(100, 80, 90))).toEqual({ ratio: 0.2, peak: 0, trough: 1, end: 2 });
  });

  it("is none of what never falls", () => {
    for (const equity of [values(), values(100), values(100, 100, 101)])
      expect(maxDrawdown(equity)).toEqual({ ratio: 0, peak: 0, trough: 0, end: 0 });
  });

  it("is what comparing every two values gives", () => {
    const equity = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(equity, (whole) => {
        const falls = whole.flatMap((peak, index) => whole.slice(index).map((later) => (peak - later) / peak));
        expect(maxDrawdown(values(...whole)).ratio).toBe(Math.max(...falls));
      }),
    );
  });
});

describe("of the closed trades", () => {
  it("the profit factor is gains by losses", () => {
    expect(profitFactor([300, -100, 50, 0, -40])).toBe(2.5);
    expect(profitFactor([-100])).toBe(0);
  });

  it("the profit factor has no value without a loss", () => {
    expect([profitFactor([]), profitFactor([100, 0])]).toEqual([undefined, undefined]);
  });

  it("the win rate is the share of those that gained, and has no value without any", () => {
    expect([winRate([300, -100, 50, 0]), winRate([])]).toEqual([0.5, undefined]);
  });
});

describe("the length of a bar", () => {
  it("is the smallest step between opening times, because longer ones are gaps", () => {
    expect(intervalOf(values(0, 60_000, 300_000, 360_000))).toBe(60_000);
    expect([intervalOf(values()), intervalOf(values(7))]).toEqual([undefined, undefined]);
  });

  it("says how many there are in a year of 365 days", () => {
    expect(barsPerYear(86_400_000)).toBe(365);
    expect(barsPerYear(60_000)).toBe(525_600);
  });
});
