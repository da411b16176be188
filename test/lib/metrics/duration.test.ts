import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divided, duration, parseDuration } from "../../../lib/metrics/duration.ts";
import { days, hours, milliseconds, minutes, seconds } from "../../../lib/metrics/units.ts";

describe("a duration", () => {
  it.each([
    [milliseconds(5), "5ms"],
    [seconds(90), "1m30s"],
    [minutes(5), "5m"],
    [hours(26), "1d2h"],
    [days(15), "15d"],
  ])("prints as Prometheus reads it: %o", (given, printed) => {
    expect(duration(given)).toBe(printed);
  });

  it("fails below a millisecond, which Prometheus cannot say", () => {
    expect(() => duration(seconds(0))).toThrow("a duration must be at least 1 ms, got 0 s");
  });

  it("reads back what it printed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 12 }), (count) => {
        expect(parseDuration(duration(milliseconds(count)))).toBe(count / 1000);
      }),
    );
  });

  it.each(["", "5", "0.5", "5x", "m", "5m3", "Inf", "0x1", "1s1m", "1s1s", "-5s", " 5s", "5m ", "1ms1s"])(
    "is not %j",
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it.each([
    ["05m", 300],
    ["0", 0],
    ["0s", 0],
    ["1m5ms", 60.005],
  ])("is %j, as Prometheus reads it", (text, read) => {
    expect(parseDuration(text)).toBe(read);
  });

  it("knows weeks and years, which it never prints", () => {
    expect(parseDuration("1y2w")).toBe((365 + 14) * 86_400);
  });
});

describe("a divided duration", () => {
  it.each([
    [minutes(5), 5, "1 min"],
    [minutes(1), 5, "12 s"],
    [hours(6), 3, "2 h"],
    [seconds(1), 8, "0.125 s"],
  ])("is told in the largest unit without a fraction: %o by %d", (whole, divisor, text) => {
    expect(divided(whole, divisor).text).toBe(text);
  });
});
