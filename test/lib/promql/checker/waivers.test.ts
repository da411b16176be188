import { describe, expect, it } from "vitest";
import { check, type Waiver } from "../../../../lib/promql/checker/index.ts";
import { catalogue } from "./given.ts";

const SHORT = "rate(calls_total[30s])";
const found = (expression: string, waivers: readonly Waiver[] = []) =>
  check(expression, { catalogue, waivers }).problems.map((problem) => problem.check);

describe("a waiver", () => {
  it("lets a problem pass, in the expression or beside it", () => {
    expect(found(SHORT)).toEqual(["range/short"]);
    expect(found(`${SHORT} # waive range/short: pushed each second`)).toEqual([]);
    expect(found(SHORT, [{ check: "range/short", reason: "pushed each second" }])).toEqual([]);
  });

  it("fails without a reason", () => {
    expect(found(`${SHORT} # waive range/short`)).toEqual(["range/short", "waiver/reason"]);
  });

  it("fails when it waives nothing", () => {
    expect(found("up # waive range/short: pushed each second")).toEqual(["waiver/unused"]);
  });
});
