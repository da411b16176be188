import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ATTEMPT_BUDGET, AttemptBudget } from "../../../app/feed/attempt-budget.ts";

const limits = { attempts: 3, windowSeconds: 300 };

describe("the budget of connection attempts", () => {
  it("stays below the 300 in five minutes that the exchange lets in from an address", () => {
    expect(ATTEMPT_BUDGET.attempts / ATTEMPT_BUDGET.windowSeconds).toBeLessThan(300 / 300);
  });

  it("gives attempts until they are used up, and the next when the first is five minutes old", () => {
    const budget = new AttemptBudget(limits);
    expect([10, 20, 30].map((now) => budget.take(now))).toEqual([0, 0, 0]);
    expect(budget.take(110)).toBe(200);
    expect(budget.take(309)).toBe(1);
    expect(budget.take(310)).toBe(0);
    expect(budget.take(311)).toBe(9);
  });

  it("gives none before the end of a Retry-After, the longest of several", () => {
    const budget = new AttemptBudget(limits);
    budget.hold(0, 120);
    budget.hold(10, 5);
    expect([budget.take(20), budget.take(119), budget.take(120)]).toEqual([100, 1, 0]);
  });

  it("never gives more than its number in any window, whenever it is asked", () => {
    const waits = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 200 });
    fc.assert(
      fc.property(waits, (between) => {
        const budget = new AttemptBudget(limits);
        let now = 0;
        const taken = between.flatMap((wait) => {
          now += wait;
          return budget.take(now) === 0 ? [now] : [];
        });
        for (const [index, at] of taken.entries())
          if (index >= limits.attempts)
            expect(at - (taken[index - limits.attempts] as number)).toBeGreaterThanOrEqual(limits.windowSeconds - 1e-6);
      }),
    );
  });

  it("gives the attempt that it said to wait for", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 10 }), (between) => {
        const budget = new AttemptBudget(limits);
        let now = 0;
        for (const wait of between) {
          now += wait;
          const seconds = budget.take(now);
          if (seconds === 0) continue;
          now += seconds;
          expect(budget.take(now)).toBe(0);
        }
      }),
    );
  });
});
