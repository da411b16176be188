import { describe, expect, it } from "vitest";
import { LIES, warningsOf } from "../../../../lib/review/guard/index.ts";

describe.each(LIES)("$id", ({ bad, good, run }) => {
  it("warns of every bad change", () => {
    expect(bad.length).toBeGreaterThan(0);
    expect(bad.filter((change) => run(change) === undefined)).toEqual([]);
  });

  it("is silent at every good one", () => {
    expect(good.length).toBeGreaterThan(0);
    expect(good.flatMap((change) => run(change) ?? [])).toEqual([]);
  });
});

describe("the guard", () => {
  it("has one id for each lie", () => {
    expect(new Set(LIES.map(({ id }) => id)).size).toBe(LIES.length);
  });

  it("says nothing of what does not change", () => {
    const quiet = LIES.flatMap(({ bad }) => bad).map((change) => ({ ...change, action: "no-op" as const }));
    expect(quiet.flatMap(warningsOf)).toEqual([]);
  });
});
