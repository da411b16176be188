import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Breaker, type BreakerState, FAILURES_TO_OPEN, LONGEST_PAUSE_SECONDS } from "../../../app/store/breaker.ts";
import { FakeClock } from "../support/fake-clock.ts";

function create(random = () => 0) {
  const clock = new FakeClock();
  const states: BreakerState[] = [];
  const breaker = new Breaker({ clock, random, changed: (state) => states.push(state) });
  const fail = (times: number) => {
    for (let time = 0; time < times; time += 1) breaker.failed();
  };
  return { clock, states, breaker, fail };
}

describe("a circuit breaker", () => {
  it("stays closed for failures that a success ends", () => {
    const { breaker, fail, states } = create();
    fail(FAILURES_TO_OPEN - 1);
    breaker.succeeded();
    fail(FAILURES_TO_OPEN - 1);
    expect(breaker.admits()).toBe(true);
    expect(states).toEqual(["closed"]);
  });

  it("opens at the third failure in a row, lets one trial through after a pause, and closes when it succeeds", () => {
    const { breaker, fail, clock, states } = create();
    fail(3);
    clock.advance(499);
    expect(breaker.admits()).toBe(false);
    clock.advance(1);
    expect([breaker.admits(), breaker.admits()]).toEqual([true, false]);
    breaker.succeeded();
    expect([breaker.admits(), breaker.admits()]).toEqual([true, true]);
    expect(states).toEqual(["closed", "open", "half-open", "closed"]);
  });

  it("pauses twice as long after each trial that fails, up to 30 s", () => {
    const { breaker, fail, clock } = create(() => 0.999);
    fail(3);
    const pauses = [1, 2, 4, 8, 16, 30, 30].map((longest) => {
      clock.advance(longest * 999);
      const early = breaker.admits();
      clock.advance(longest);
      const late = breaker.admits();
      breaker.failed();
      return { early, late };
    });
    expect(pauses).toEqual(pauses.map(() => ({ early: false, late: true })));
  });

  it("never pauses less than half a second or more than 30 s, whatever chance says", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 200 }),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (times, chance) => {
          const { breaker, fail, clock } = create(() => chance);
          fail(times);
          clock.advance(499);
          expect(breaker.admits()).toBe(false);
          clock.advance(LONGEST_PAUSE_SECONDS * 1000);
          expect(breaker.admits()).toBe(true);
        },
      ),
    );
  });

  it("closes its trial only by being told how it ended", () => {
    const { breaker, fail, clock } = create();
    fail(3);
    clock.advance(60_000);
    expect(breaker.admits()).toBe(true);
    clock.advance(60_000);
    expect(breaker.admits()).toBe(false);
    breaker.failed();
    expect(breaker.state).toBe("open");
  });
});
