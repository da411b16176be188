import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { alert } from "../../../../lib/alerting/rules/alert.ts";
import { ruleFile } from "../../../../lib/alerting/rules/file.ts";
import { group } from "../../../../lib/alerting/rules/group.ts";
import { paced } from "../../../../lib/alerting/rules/pace.ts";
import { record } from "../../../../lib/alerting/rules/record.ts";
import { counter } from "../../../../lib/metrics/definitions.ts";
import { minutes, percent, perMinute } from "../../../../lib/metrics/units.ts";
import { above, rate, ratio, sum } from "../../../../lib/promql/index.ts";
import { UNPROVEN } from "../unproven.ts";

const calls = counter({ name: "calls_total", help: "", unit: "items", labels: { code: ["200", "500"] } });
const all = record("job:calls:rate", sum(rate(calls, minutes(5)), { by: ["job"] }));
const share = record("job:calls:ratio", ratio(all, all));

const Busy = alert("Busy", {
  meaning: UNPROVEN,
  condition: above(all, perMinute(600)),
  severity: "warning",
  owner: "storage",
  summary: (f) => f.label.job,
  description: () => "busy",
});
const calling = group("calls", [Busy], [all, share]);
const rulesOf = (text: string) => parse(text).groups[0].rules;

describe("a recording", () => {
  it("is the series that its rule writes", () => {
    expect(above(all, perMinute(600)).promql).toBe("job:calls:rate > 600 / 60");
    expect(above(share, percent(5)).promql).toBe("job:calls:ratio > 0.05");
  });

  it("has the labels and the unit of what it records", () => {
    expect(all).toMatchObject({ unit: "items/s", labels: ["job"] });
    expect(share).toMatchObject({ unit: "ratio", labels: ["job"] });
  });

  it("is a rule before the alerts of its group", () => {
    expect(rulesOf(ruleFile(calling)).map((rule: object) => ("alert" in rule ? "alert" : rule))).toEqual([
      { record: "job:calls:rate", expr: "sum by (job) (rate(calls_total[5m]))" },
      { record: "job:calls:ratio", expr: "job:calls:rate / job:calls:rate" },
      "alert",
    ]);
  });

  it("looks at a fifth of the time at a pace of five, under the same name", () => {
    const [rule] = rulesOf(ruleFile(paced(calling, 5)));
    expect(rule).toEqual({ record: "job:calls:rate", expr: "sum by (job) (rate(calls_total[1m]))" });
  });
});
