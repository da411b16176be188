import { describe, expect, it } from "vitest";
import { longestPause, missingSteps } from "./gaps.ts";

const at = (...seconds: readonly number[]) => seconds.map((second) => ({ at: second, value: 1 }));

describe("the steps that are missing", () => {
  const range = { from: 30, to: 90, step: 15 };
  it("are none where every step has a value, the first and the last included", () => {
    expect(missingSteps(at(30, 45, 60, 75, 90), range)).toEqual([]);
  });
  it("are none of those that are the same to a thousandth of a second", () => {
    expect(missingSteps(at(0.1, 0.2, 0.3), { from: 0.1, to: 0.31, step: 0.1 })).toEqual([]);
  });
  it("are told by their times", () => {
    expect(missingSteps(at(30, 45, 90), range)).toEqual([60, 75]);
    expect(missingSteps([], range)).toEqual([30, 45, 60, 75, 90]);
  });
});

describe("the longest pause", () => {
  it("is the greatest distance of neighbours", () => {
    expect(longestPause(at(0, 15, 60, 75))).toBe(45);
    expect(longestPause(at(7))).toBe(0);
  });
});
