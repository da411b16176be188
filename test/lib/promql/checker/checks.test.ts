import { describe, expect, it } from "vitest";
import { CHECKS, type Check, check, type Example } from "../../../../lib/promql/checker/index.ts";
import { catalogue } from "./given.ts";

const used = (example: Example) => (typeof example === "string" ? { expression: example } : example);
const problemsOf = (example: Example) => {
  const { expression, ...use } = used(example);
  return check(expression, { catalogue, ...use }).problems;
};
const examples = (which: "bad" | "good") =>
  CHECKS.flatMap((one) =>
    one[which].map((example): [string, string, Check, Example] => [one.id, used(example).expression, one, example]),
  );

describe("a check", () => {
  it("has an id of its own and tells why in a sentence", () => {
    expect(CHECKS.map(({ id }) => id)).toEqual([...new Set(CHECKS.map(({ id }) => id))].sort());
    for (const { why, summary, bad, good } of CHECKS) {
      expect(why).toMatch(/^\S.{20,}[.]$/s);
      expect(summary).not.toMatch(/[.]$/);
      expect(bad.length > 0 && good.length > 0).toBe(true);
    }
  });

  it.each(examples("bad"))("%s finds %s", (id, text, _, example) => {
    const found = problemsOf(example).filter((problem) => problem.check === id);
    expect(found).not.toEqual([]);
    for (const { from, to } of found) expect(0 <= from && from <= to && to <= text.length).toBe(true);
  });

  it.each(examples("good"))("%s leaves %s alone", (id, _, __, example) => {
    expect(problemsOf(example).filter((problem) => problem.check === id)).toEqual([]);
    expect(problemsOf(example).filter((problem) => /^(syntax|type)/.test(problem.check))).toEqual([]);
  });

  it("suggests only what it does not find itself", () => {
    for (const [id, , , example] of examples("bad"))
      for (const { suggestion, check: found } of problemsOf(example)) {
        if (suggestion === undefined || found !== id) continue;
        const again = problemsOf({ ...used(example), expression: suggestion });
        expect(again.map((problem) => [suggestion, problem.check])).not.toContainEqual([suggestion, id]);
        expect(again.filter((problem) => /^(syntax|type)/.test(problem.check))).toEqual([]);
      }
  });
});
