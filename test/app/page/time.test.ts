import { describe, expect, it } from "vitest";
import { age, clockTime, dayTime } from "../../../app/page/time.ts";

describe("a time on the page", () => {
  it("is in UTC", () => {
    const time = Date.UTC(2026, 10, 23, 4, 5, 6);
    expect([clockTime(time), dayTime(time)]).toEqual(["04:05:06", "23 Nov 04:05"]);
  });

  it.each([
    [-5_000, "0.0 s"],
    [0, "0.0 s"],
    [9_949, "9.9 s"],
    [9_950, "9 s"],
    [59_999, "59 s"],
    [60_000, "1 min 0 s"],
    [3_599_999, "59 min 59 s"],
    [3_660_000, "1 h 1 min"],
  ])("of %i ms ago is %s old", (milliseconds, text) => {
    expect(age(milliseconds)).toBe(text);
  });
});
