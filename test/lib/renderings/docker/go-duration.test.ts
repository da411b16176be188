import { describe, expect, test } from "vitest";
import { hours, minutes, seconds } from "../../../../lib/metrics/units.ts";
import { goDuration } from "../../../../lib/renderings/docker/go-duration.ts";

describe("a duration as Go prints it", () => {
  test.each([
    [seconds(5), "5s"],
    [seconds(60), "1m0s"],
    [seconds(90), "1m30s"],
    [minutes(10), "10m0s"],
    [hours(1), "1h0m0s"],
    [seconds(3661), "1h1m1s"],
  ])("%o is %s", (given, printed) => {
    expect(goDuration(given)).toBe(printed);
  });
});
