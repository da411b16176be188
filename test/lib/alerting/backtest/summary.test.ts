import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Backtest, type Outcome, summaryOf, time } from "../../../../lib/alerting/backtest/index.ts";
import { MINUTE } from "./given.ts";

const HOUR = 60 * MINUTE;
const to = Date.UTC(2026, 10, 23, 12);
const week = { from: to - 7 * 24 * HOUR, to, asked: to - 7 * 24 * HOUR, missing: 0 };
const fired = (
  ...spans: readonly (readonly [from: number, until: number | undefined, stream?: string])[]
): Outcome => ({
  firings: spans.map(([from, until, stream = "trade"]) => ({
    ...{ labels: { stream }, from: to + from, until: until === undefined ? undefined : to + until },
  })),
});
const never = fired();
const said = (given: Partial<Backtest>) => summaryOf({ before: undefined, after: undefined, ...week, ...given });

describe("a backtest in words", () => {
  it.each<[string, Partial<Backtest>, string]>([
    [
      "both sides",
      { before: fired([-2 * HOUR, -HOUR], [-90_000, -30_000]), after: fired([-HOUR, -HOUR + 150_000]) },
      "in the last 7 days: old fired twice (1 h 1 min in all, first 2026-11-23 10:00 UTC), new would have fired once (2026-11-23 11:00 UTC, 2 min 30 s)",
    ],
    ["a new alert", { after: never }, "in the last 7 days: would never have fired"],
    ["one that is removed", { before: never }, "in the last 7 days: never fired"],
    [
      "one that still fires",
      {
        before: fired([-HOUR, undefined]),
        after: fired([-HOUR, -MINUTE], [-HOUR, -MINUTE, "a"], [-MINUTE, undefined]),
      },
      "in the last 7 days: old fired once (2026-11-23 11:00 UTC, 1 h, still firing), new would have fired 3 times, as 2 alerts (1 h 59 min in all, first 2026-11-23 11:00 UTC, still firing)",
    ],
    [
      "what cannot be told",
      { before: never, after: { untold: "x_total is new, there is no series of it" } },
      "in the last 7 days: old never fired, new cannot be told: x_total is new, there is no series of it",
    ],
    [
      "data that begins late, and has gaps",
      { before: never, after: never, from: to - 25 * HOUR, missing: 200 * MINUTE },
      "since 2026-11-22 11:00 UTC, where its data begins (no data for 3 h 20 min of it): old never fired, new would never have fired",
    ],
  ])("tells %s", (_, given, expected) => {
    expect(said(given)).toBe(expected);
  });

  it.each([
    [0, "0 s"],
    [499, "0 s"],
    [59_600, "1 min"],
    [750_000, "12 min 30 s"],
    [24 * HOUR, "1 day"],
    [50 * HOUR, "2 days 2 h"],
    [HOUR + 5000, "1 h"],
  ])("says %d ms as %s", (milliseconds, expected) => {
    expect(time(milliseconds)).toBe(expected);
  });

  it("says a time of no more than its two largest units, and by less than one of the smaller too little", () => {
    const size = { days: 24 * HOUR, day: 24 * HOUR, h: HOUR, min: MINUTE, s: 1000 } as const;
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 100 * 24 * HOUR }), (milliseconds) => {
        const parts = [...time(milliseconds).matchAll(/(\d+) (days?|h|min|s)/g)].map(
          ([, count, unit]) => [Number(count), size[unit as keyof typeof size]] as const,
        );
        const sum = parts.reduce((total, [count, unit]) => total + count * unit, 0);
        expect(parts.length).toBeLessThanOrEqual(2);
        expect(Math.abs(milliseconds - sum)).toBeLessThanOrEqual((parts[0]?.[1] ?? 0) / 24 + 60_000);
      }),
    );
  });
});
