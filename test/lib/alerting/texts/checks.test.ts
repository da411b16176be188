import { describe, expect, it } from "vitest";
import { checkTexts, TEXT_CHECKS, type WrittenRule } from "../../../../lib/alerting/texts/index.ts";
import { catalogue } from "../../promql/checker/given.ts";

const found = (rule: WrittenRule, id: string) => checkTexts(rule, catalogue).filter(({ check }) => check === id);
const textOf = ({ annotations = {} }: WrittenRule): string => Object.values(annotations).join();
const examples = (which: "bad" | "good") =>
  TEXT_CHECKS.flatMap((check) => check[which].map((rule) => [check.id, rule.expr, textOf(rule), rule] as const));

describe("a check of texts", () => {
  it("has an id of its own, and tells why", () => {
    expect(TEXT_CHECKS.map(({ id }) => id)).toEqual(["text/label", "text/number", "text/template", "text/value"]);
    for (const { why } of TEXT_CHECKS) expect(why).toMatch(/^.{40,}[.]$/s);
  });

  it.each(examples("bad"))("%s finds in %s: %s", (id, _, text, rule) => {
    expect(found(rule, id)).not.toEqual([]);
    for (const { from, to } of found(rule, id)) expect(0 <= from && from < to && to <= text.length).toBe(true);
  });

  it.each(examples("good"))("%s leaves alone %s: %s", (_, __, ___, rule) => {
    expect(checkTexts(rule, catalogue)).toEqual([]);
  });
});
