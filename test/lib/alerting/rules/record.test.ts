import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { alert } from "../../../../lib/alerting/rules/alert.ts";
import { ruleFile } from "../../../../lib/alerting/rules/file.ts";
import { group } from "../../../../lib/alerting/rules/group.ts";
import { paced } from "../../../../lib/alerting/rules/pace.ts";
import { record } from "../../../../lib/alerting/rules/record.ts";
import { recordedMetrics } from "../../../../lib/alerting/rules/recorded.ts";
import { counter } from "../../../../lib/metrics/definitions.ts";
import { minutes, percent, perMinute } from "../../../../lib/metrics/units.ts";
import { above, rate, ratio, sum } from "../../../../lib/promql/index.ts";

const calls = counter({ name: "calls_total", help: "", unit: "items", labels: { code: ["200", "500"] } });
const all = record("job:calls:rate", sum(rate(calls, minutes(5)), { by: ["job"] }));
const slow = record("job:busy:ratio", ratio(all, all), { kind: "slow" });
const fast = record("job:busy:ratio", ratio(all, all), { kind: "fast", side: 'say "a"' });

const Busy = alert("Busy", {
  condition: above(all, perMinute(600)),
  severity: "warning",
  owner: "storage",
  summary: (f) => f.label.job,
  description: () => "busy",
});
const calling = group("calls", [Busy], [all, slow]);
const rulesOf = (text: string) => parse(text).groups[0].rules;

describe("a recording", () => {
  it("is the series that its rule writes", () => {
    expect(above(all, perMinute(600)).promql).toBe("job:calls:rate > 600 / 60");
    expect(above(slow, percent(5)).promql).toBe('job:busy:ratio{kind="slow"} > 0.05');
    expect(fast.promql).toBe(String.raw`job:busy:ratio{kind="fast",side="say \"a\""}`);
  });

  it("has the unit of what it records, and its labels beside those that it adds", () => {
    expect(all.unit).toBe("items/s");
    expect(all.labels).toEqual(["job"]);
    expect(fast.labels).toEqual(["job", "kind", "side"]);
  });

  it("is a rule before the alerts of its group", () => {
    expect(rulesOf(ruleFile(calling)).map((rule: object) => ("alert" in rule ? "alert" : rule))).toEqual([
      { record: "job:calls:rate", expr: "sum by (job) (rate(calls_total[5m]))" },
      { record: "job:busy:ratio", expr: "job:calls:rate / job:calls:rate", labels: { kind: "slow" } },
      "alert",
    ]);
  });

  it("looks at a fifth of the time at a pace of five, under the same name", () => {
    const [rule] = rulesOf(ruleFile(paced(calling, 5)));
    expect(rule).toEqual({ record: "job:calls:rate", expr: "sum by (job) (rate(calls_total[1m]))" });
  });
});

describe("what the checker knows of recordings", () => {
  it("is one gauge a name, with the values that its rules add to its labels", () => {
    const gauge = { type: "gauge", buckets: undefined, jobs: undefined };
    expect(recordedMetrics([all, slow, fast])).toEqual([
      { ...gauge, name: "job:calls:rate", unit: "items/s", labels: { job: undefined } },
      {
        ...gauge,
        name: "job:busy:ratio",
        unit: "ratio",
        labels: { job: undefined, kind: ["slow", "fast"], side: undefined },
      },
    ]);
  });
});
