import { describe, expect, it } from "vitest";
import { retryAfterMs } from "../../../app/http/retry-after.ts";

const now = Date.UTC(2026, 0, 1, 12, 0, 0);

describe("Retry-After", () => {
  it.each([
    ["0", 0],
    ["120", 120_000],
    [" 7 ", 7_000],
    ["Thu, 01 Jan 2026 12:00:30 GMT", 30_000],
    ["Thu, 01 Jan 2026 11:59:00 GMT", 0],
    ["Thursday, 01-Jan-26 12:00:30 GMT", 30_000],
  ])("%s is %d ms", (header, milliseconds) => {
    expect(retryAfterMs(header, now)).toBe(milliseconds);
  });

  it.each([null, "", "soon", "-5", "1.5", "1e3", "99999999999", "Thu, 99 Jan"])("%s says nothing", (header) => {
    expect(retryAfterMs(header, now)).toBeUndefined();
  });
});
