import { describe, expect, it } from "vitest";
import { lint, problemText, RULES, unwaived } from "../../../../lib/dashboards/lint/index.ts";
import { board, panel, sample } from "../../../../lib/dashboards/lint/sample.ts";

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  it.each(rule.bad.map((one, index) => [index + 1, one] as const))("refuses example %i", (_, dashboard) => {
    expect(lint({ ...sample, dashboard }, [rule]).map((problem) => problem.rule)).toContain(id);
  });

  it.each(rule.good.map((one, index) => [index + 1, one] as const))("accepts example %i", (_, dashboard) => {
    expect(lint({ ...sample, dashboard }, [rule])).toEqual([]);
  });

  it("has examples of both, a reason and a stable id", () => {
    expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
    expect(rule.why.length).toBeGreaterThan(30);
    expect(id).toMatch(/^(dashboard|link|panel|variable)\/[a-z-]+$/);
  });
});

describe("the rules", () => {
  it("have ids that differ", () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });

  it("find nothing in what is right", () => {
    expect(lint({ ...sample, dashboard: board([panel()]) })).toEqual([]);
  });

  it("find one fault once", () => {
    const misspelt = board([panel({}, 'shop_queue{chanel="web"}')]);
    expect(lint({ ...sample, dashboard: misspelt }).map(problemText)).toEqual([
      expect.stringMatching(/^shop, panel "Queue": shop_queue\{chanel="web"\}: .*no label chanel.*\(panel\/promql\)$/),
    ]);
  });
});

describe("a waiver", () => {
  const found = lint({ ...sample, dashboard: board([panel({}, 'shop_queue{chanel="web"}')]) });
  const waiver = { rule: "panel/promql", dashboard: "shop", panel: "queue", reason: "renamed tomorrow" };

  it("takes away the problems of its rule on its panel", () => {
    expect(unwaived(found, [waiver])).toEqual([]);
  });

  it("is a problem itself where it covers nothing", () => {
    expect(unwaived([], [waiver]).map(problemText)).toEqual([
      'shop, panel "queue": has a waiver of panel/promql that covers nothing: remove it (waiver/needless)',
    ]);
  });
});
