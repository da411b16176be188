import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firings, type Series } from "../../../../lib/alerting/backtest/index.ts";
import { BUILDING } from "../../../support/tools.ts";
import { toolbox } from "../mutants/toolbox.ts";
import { MINUTE } from "./given.ts";

/** A value at each minute as promtool writes it: `_` where nothing is scraped, `stale` where the series ends. */
type Values = readonly string[];
const STEPS = 30;
const LOOKBACK_STEPS = 5;
const scraped = fc.constantFrom("0", "2", "2", "2", "2", "_", "_", "stale", "NaN");
const values: fc.Arbitrary<Values> = fc.array(scraped, { minLength: STEPS, maxLength: STEPS });
const calm: fc.Arbitrary<Values> = fc
  .array(fc.tuple(scraped, fc.integer({ min: 1, max: 8 })), { minLength: STEPS, maxLength: STEPS })
  .map((runs) => runs.flatMap(([value, times]) => Array<string>(times).fill(value)).slice(0, STEPS));

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: number;
  readonly keepFiringFor: number;
  readonly holds: (value: number) => boolean;
}
const RULES: readonly Rule[] = [
  { expr: "x", holds: () => true },
  { expr: "x > 1", holds: (value: number) => value > 1 },
  { expr: "x != 0", holds: (value: number) => value !== 0 },
]
  .flatMap((one) => [0, 60, 90, 240].map((held) => ({ ...one, for: held })))
  .flatMap((one) => [0, 90, 180].map((keepFiringFor) => ({ ...one, keepFiringFor })))
  .map((one, index) => ({ ...one, alert: `Rule${index}` }));

const ruleFile = JSON.stringify({
  groups: [
    {
      name: "generated",
      rules: RULES.map(({ alert, expr, for: held, keepFiringFor }) => ({
        ...{ alert, expr, for: `${held}s`, keep_firing_for: `${keepFiringFor}s` },
      })),
    },
  ],
});

/**
 * What an instant query finds at each minute: the last sample of less than five minutes, unless the series ended; NaN is
 * a sample like others, and compares as unequal to everything.
 */
function foundBy({ holds }: Rule, all: Values): readonly number[] {
  return all.flatMap((_, step) => {
    const seen = all.slice(Math.max(0, step - LOOKBACK_STEPS + 1), step + 1).findLast((value) => value !== "_");
    return seen !== undefined && seen !== "stale" && holds(Number(seen)) ? [step * MINUTE] : [];
  });
}

/** The instances that fire at each minute, by our evaluation. */
function expected(rule: Rule, streams: readonly Values[]) {
  const series: readonly Series[] = streams.map((all, index) => ({
    labels: { stream: `${index}` },
    at: foundBy(rule, all),
  }));
  const holds = { for: rule.for * 1000, keepFiringFor: rule.keepFiringFor * 1000 };
  const found = firings(series, holds, { first: 0, last: (STEPS - 1) * MINUTE, interval: MINUTE });
  return Array.from({ length: STEPS }, (_, step) => ({
    eval_time: `${step}m`,
    alertname: rule.alert,
    exp_alerts: found
      .filter(({ from, until = Number.POSITIVE_INFINITY }) => from <= step * MINUTE && step * MINUTE < until)
      .map(({ labels }) => ({ exp_labels: labels })),
  }));
}

const testFile = (cases: readonly (readonly Values[])[], changed = (test: object) => test) =>
  JSON.stringify({
    rule_files: ["rules.json"],
    evaluation_interval: "1m",
    tests: cases.map((streams) =>
      changed({
        interval: "1m",
        input_series: streams.map((all, index) => ({ series: `x{stream="${index}"}`, values: all.join(" ") })),
        alert_rule_test: RULES.flatMap((rule) => expected(rule, streams)),
      }),
    ),
  });

async function judged(tests: string) {
  const { promtool } = await toolbox();
  return promtool.test(
    new Map([
      ["rules.json", ruleFile],
      ["tests.json", tests],
    ] as const),
    ["tests.json"],
  );
}

describe("promtool", { timeout: BUILDING }, () => {
  it("fires at the same instants, for 720 rules and series with gaps, ends, NaN and labels that come and go", async () => {
    const cases = fc.array(fc.tuple(calm, values), { minLength: 20, maxLength: 20 });
    const property = fc.asyncProperty(cases, async (all) => {
      const { code, stderr } = await judged(testFile(all));
      expect(stderr.slice(0, 2000)).toBe("");
      expect(code).toBe(0);
    });
    await fc.assert(property, { numRuns: 1, endOnFailure: true });
  });

  it("does not agree with an instant that is another", async () => {
    const always = Array<string>(STEPS).fill("2");
    const late = { eval_time: "3m", alertname: "Rule3", exp_alerts: [] };
    const { code, stderr } = await judged(testFile([[always]], (test) => ({ ...test, alert_rule_test: [late] })));
    expect(code).toBe(1);
    expect(stderr).toContain("Rule3");
  });
});
