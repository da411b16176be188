import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkerCatalogue } from "../../../../cli/promql/catalogue.ts";
import { casesOf, type Example, mutantsIn, mutantsOf, OPERATORS } from "../../../../lib/alerting/mutants/index.ts";
import { ruleFile } from "../../../../lib/alerting/rules/file.ts";
import { group } from "../../../../lib/alerting/rules/group.ts";
import { grammar } from "../../../../lib/promql/checker/index.ts";
import { JOBS } from "../../../../metrics/index.ts";
import { rules } from "../../../../rules/index.ts";
import { repository } from "../../../cli/fixtures.ts";
import { BUILDING } from "../../../support/tools.ts";
import { withFiles } from "../../../support/with-files.ts";
import { catalogue } from "../../promql/checker/given.ts";
import { EVALUATION, ruleOn, told } from "./given.ts";

const given = { evaluationInterval: EVALUATION, catalogue };
const examples = OPERATORS.flatMap(({ id, examples }) =>
  examples.map((one): [string, string, Example] => [id, one.expression, one]),
);

describe("an operator", () => {
  it("has an id of its own, and tells which mistake it stands for", () => {
    expect(OPERATORS.map(({ id }) => id)).toEqual([...new Set(OPERATORS.map(({ id }) => id))].sort());
    for (const { summary, why, examples } of OPERATORS) {
      expect(why).toMatch(/^[A-Z].{20,}[.]$/s);
      expect(summary).not.toMatch(/[.]$/);
      expect(examples.some(({ gives }) => gives.length > 0)).toBe(true);
    }
  });

  it.each(examples)("%s makes of %s what its example says", (id, _, { expression, for: held, gives }) => {
    const made = mutantsOf(ruleOn(expression, held), given).filter(({ operator }) => operator === id);
    expect(made.map(told)).toEqual(gives);
  });
});

describe("the mutants of an alert", () => {
  it("are all unlike each other and unlike the alert", () => {
    const alert = ruleOn("rate(calls_total[5m]) > 1 and rate(calls_total[5m]) > 1", 30);
    const made = mutantsOf(alert, given);
    const keys = made.map(({ expr, for: length }) => `${length?.value} ${expr}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain(`30 ${alert.expr}`);
    const windows = made.filter(({ operator }) => operator === "window").map(({ what }) => what);
    expect(windows).toEqual([
      "window 5m -> 10m",
      "window 5m -> 2m30s",
      "window 5m -> 10m (2)",
      "window 5m -> 2m30s (2)",
    ]);
  });

  it("leave out what Prometheus would refuse", () => {
    expect(mutantsOf(ruleOn('{job="app"}'), given).map(told)).toEqual(["for 15s"]);
  });

  it("refuse a condition that is no PromQL, by the alert's name", () => {
    expect(() => mutantsOf(ruleOn("up ==", undefined, "Broken"), given)).toThrow(
      'the expression of Broken cannot be read: something is missing after "up =="',
    );
  });

  const names = fc.constantFrom("up", "calls_total", "size_bytes", 'queue_bytes{disk=~"a|b",job="app"}');
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      names,
      fc.tuple(fc.constantFrom("rate", "changes", "max_over_time"), names).map(([f, of]) => `${f}(${of}[5m])`),
      fc
        .tuple(fc.constantFrom("sum", "max by (job)", "count by (job, disk)"), tie("expression"))
        .map(([f, of]) => `${f} (${of})`),
      fc
        .tuple(
          tie("expression"),
          fc.constantFrom(" > ", " == ", " and on (job) ", " unless ", " / "),
          tie("expression"),
        )
        .map(([left, operator, right]) => `(${left})${operator}(${right})`),
      fc
        .tuple(tie("expression"), fc.constantFrom("<", ">=", "!="), fc.constantFrom("0", "-1.5", "10 / 60"))
        .map(([left, operator, right]) => `(${left}) ${operator} ${right}`),
    ),
  }));
  it("are expressions that Prometheus reads, whatever the alert's is", () => {
    fc.assert(
      fc.property(expression, fc.constantFrom(undefined, 15, 600), (promql, held) => {
        for (const { expr, span, for: after } of mutantsOf(ruleOn(promql, held), given)) {
          expect(grammar(expr).problems).toEqual([]);
          expect(span === undefined ? after?.value !== held : expr !== promql).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("the mutants of an alert that reads recordings", () => {
  const recording = { record: "calls:rate5m", expr: 'rate(calls_total{job="app"}[5m])' };
  const rules = [recording, { alert: "Busy", expr: "calls:rate5m > 5", for: "1m" }];
  const made = mutantsIn({ alert: "Busy", rules: JSON.stringify({ groups: [{ name: "busy", rules }] }) }, given);

  it("are those of its own expression and for, and those of what it reads", () => {
    expect(made.filter(({ recording: of }) => !of).map(told)).toContain("for 45s");
    expect(made.filter(({ recording: of }) => of).map(({ what, expr }) => [what, expr])).toEqual([
      ['matcher job="app" dropped in calls:rate5m', "rate(calls_total{}[5m])"],
      ["window 5m -> 10m in calls:rate5m", 'rate(calls_total{job="app"}[10m])'],
      ["window 5m -> 2m30s in calls:rate5m", 'rate(calls_total{job="app"}[2m30s])'],
    ]);
  });
});

describe("the cases of several alerts", () => {
  const recording = { record: "calls:rate5m", expr: "rate(calls_total[5m])" };
  const suite = (alert: string, interval: string) => {
    const rules = [recording, { alert, expr: "calls:rate5m > 5", for: "2m" }];
    const proof = { name: alert, input_series: [], alert_rule_test: [], promql_expr_test: [] };
    const text = JSON.stringify({ groups: [{ name: "busy", rules }] });
    return {
      name: alert,
      alert,
      rules: text,
      proofs: [
        { ...proof, interval: "5m" },
        { ...proof, interval },
      ],
    };
  };
  const [busy, again] = casesOf([suite("Busy", "15s"), suite("BusyAgain", "1m")], { catalogue });
  const whats = (one: typeof busy) => one?.mutants.map(({ what }) => what) ?? [];

  it("change what they read together for the first of them alone", () => {
    expect(whats(busy)).toContain("window 5m -> 10m in calls:rate5m");
    expect(whats(again).filter((what) => what.includes("calls:rate5m"))).toEqual([]);
    expect(whats(again)).toContain("threshold 5 -> 5.5");
  });

  it("wait for one evaluation of their own proofs more and less", () => {
    expect(whats(busy)).toContain("for 2m -> 1m45s");
    expect(whats(again)).toContain("for 2m -> 1m");
  });
});

describe("the mutants of our own alerts", () => {
  const ours = { evaluationInterval: EVALUATION, catalogue: checkerCatalogue(repository) };
  const all = rules({ jobs: JOBS }).flatMap(({ name, alerts, recordings }) =>
    alerts.flatMap((alert) =>
      mutantsIn({ alert: alert.name, rules: ruleFile(group(name, [alert], recordings)) }, ours),
    ),
  );

  it("come from every operator", () => {
    expect([...new Set(all.map(({ operator }) => operator))].sort()).toEqual(OPERATORS.map(({ id }) => id));
  });

  it(
    "are rules that promtool accepts",
    async () => {
      const made = all.map(({ expr, for: held }, index) => ({
        ...{ alert: `m${index}`, expr },
        ...(held && { for: `${held.value}s` }),
      }));
      const files = new Map([["mutants.yml", JSON.stringify({ groups: [{ name: "mutants", rules: made }] })]]);
      const outcome = await withFiles("promtool", files, ["check", "rules", "--lint=none", "mutants.yml"]);
      expect(outcome.stderr).toBe("");
      expect(outcome.stdout).toContain(`SUCCESS: ${made.length} rules found`);
    },
    BUILDING,
  );
});
