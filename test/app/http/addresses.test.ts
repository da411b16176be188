import { describe, expect, it } from "vitest";
import { METHODS, methodsOf, routeOf } from "../../../app/http/addresses.ts";

describe("an address", () => {
  it.each([
    ["/", "/"],
    ["/backtests", "/backtests"],
    ["/backtests/", "/backtests"],
    ["/backtests/17", "/backtests/:id"],
    ["/backtests/17/equity.svg", "/backtests/:id/equity.svg"],
    ["/backtests/17/else", "unmatched"],
    ["/page.css", "/page.css"],
    ["/pageXcss", "unmatched"],
    ["/constructor", "unmatched"],
  ])("%s is counted as %s", (path, route) => {
    expect(routeOf(path)).toBe(route);
  });

  it("has methods when it is known", () => {
    expect(methodsOf("/backtests/1")).toBe(METHODS["/backtests/:id"]);
    expect(methodsOf("/else")).toBeUndefined();
  });
});
