import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ruleFile } from "../../../../lib/alerting/rules/file.ts";
import { paced } from "../../../../lib/alerting/rules/pace.ts";
import { type Objective, slo } from "../../../../lib/alerting/rules/slo.ts";
import { counter } from "../../../../lib/metrics/definitions.ts";
import { days, hours, percent, perMinute } from "../../../../lib/metrics/units.ts";
import { difference, rate, sum, where } from "../../../../lib/promql/index.ts";
import { UNPROVEN } from "../unproven.ts";

const calls = counter({ name: "calls_total", help: "", unit: "items", labels: { code: ["200", "500"] } });

const objective: Objective<"items/s"> = {
  name: "call-success",
  job: "app",
  owner: "storage",
  share: percent(99.9),
  over: days(30),
  total: (over) => sum(rate(calls, over), { by: ["job"] }),
  bad: (over) => sum(rate(where(calls, { code: "500" }), over), { by: ["job"] }),
  minimum: () => perMinute(10),
  says: (share) => `${share} of calls failed`,
  meaning: { page: UNPROVEN, ticket: UNPROVEN },
};
const callSuccess = slo(objective);

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
const rulesAt = (pace: number): readonly Rule[] => parse(ruleFile(paced(callSuccess, pace))).groups[0].rules;
const recorded = (name: string, pace = 1) =>
  rulesAt(pace).find(({ record }) => record === `job:call_success_${name}`)?.expr;
const alerted = (name: string, pace = 1) => rulesAt(pace).find(({ alert }) => alert === name);

describe("an objective", () => {
  it("records what happens and what of it goes wrong, over five minutes and over thirty", () => {
    expect(recorded("total:recent")).toBe("sum by (job) (rate(calls_total[5m]))");
    expect(recorded("bad:recent")).toBe('sum by (job) (rate(calls_total{code="500"}[5m]))');
    expect(recorded("bad:half_hour")).toBe('sum by (job) (rate(calls_total{code="500"}[30m]))');
  });

  it("may take what goes wrong from what happens, as recorded over the same window", () => {
    const good = where(calls, { code: "200" });
    const { recordings } = slo({
      ...objective,
      bad: (over, total) => difference(total, sum(rate(good, over), { by: ["job"] })),
    });
    expect(recordings.filter(({ record }) => record.includes("_bad:")).map(({ of }) => of.promql)).toEqual([
      'job:call_success_total:recent - sum by (job) (rate(calls_total{code="200"}[5m]))',
      'job:call_success_total:half_hour - sum by (job) (rate(calls_total{code="200"}[30m]))',
    ]);
  });

  it("records the share that went wrong over each window, of the minimum where there is less", () => {
    expect(recorded("errors:ratio_14x_short")).toBe(
      "job:call_success_bad:recent / clamp_min(job:call_success_total:recent, 10 / 60)",
    );
    expect(recorded("errors:ratio_14x_long")).toBe(
      "sum_over_time(job:call_success_bad:recent[1h:1m]) / clamp_min(sum_over_time(job:call_success_total:recent[1h:1m]), 60 * 10 / 60)",
    );
    expect(recorded("errors:ratio_6x_short")).toBe(
      "sum_over_time(job:call_success_bad:recent[30m:5m]) / clamp_min(sum_over_time(job:call_success_total:recent[30m:5m]), 6 * 10 / 60)",
    );
    expect(recorded("errors:ratio_6x_long")).toContain("recent[6h:5m]), 72 * 10 / 60)");
    expect(recorded("errors:ratio_1x_short")).toContain("half_hour[6h:30m]), 12 * 10 / 60)");
    expect(recorded("errors:ratio_1x_long")).toContain("half_hour[3d:30m]), 144 * 10 / 60)");
    expect(recorded("errors:ratio_period")).toContain("half_hour[30d:30m]), 1440 * 10 / 60)");
  });

  it("records each share after what it reads", () => {
    const names = callSuccess.recordings.map(({ record }) => record);
    for (const [index, { of }] of callSuccess.recordings.entries())
      for (const later of names.slice(index)) expect(of.promql).not.toMatch(new RegExp(`${later}\\b`));
  });

  it("pages where the budget burns fast, over a long window and still over a short one", () => {
    expect(alerted("CallSuccessBurnsFast")).toMatchObject({
      expr: [
        "job:call_success_errors:ratio_14x_long > 14.4 * 0.001 and job:call_success_errors:ratio_14x_short > 14.4 * 0.001",
        "job:call_success_errors:ratio_6x_long > 6 * 0.001 and job:call_success_errors:ratio_6x_short > 6 * 0.001",
      ].join(" or "),
      labels: { job: "app", slo: "call-success", severity: "critical", owner: "storage" },
      annotations: {
        summary: "The error budget of call-success burns fast",
        description:
          "{{ $value | humanizePercentage }} of calls failed, over 1 h or 6 h, and still. The objective is 99.9 % over 30 d: at this pace its error budget is spent within 5 d.",
      },
    });
  });

  it("files a ticket where it burns slowly", () => {
    expect(alerted("CallSuccessBurnsSlowly")).toMatchObject({
      expr: "job:call_success_errors:ratio_1x_long > 1 * 0.001 and job:call_success_errors:ratio_1x_short > 1 * 0.001",
      labels: { severity: "warning" },
      annotations: { description: expect.stringContaining("over 3 d, and still") },
    });
  });

  it("has the same names and limits at another pace, and a fifth of every window", () => {
    expect(recorded("errors:ratio_6x_long", 5)).toBe(
      "sum_over_time(job:call_success_bad:recent[1h12m:1m]) / clamp_min(sum_over_time(job:call_success_total:recent[1h12m:1m]), 72 * 10 / 60)",
    );
    expect(alerted("CallSuccessBurnsFast", 5)?.expr).toBe(alerted("CallSuccessBurnsFast")?.expr);
  });
});

describe("an objective that cannot be alerted on fails", () => {
  it.each([100, 93, 0, 101])("at %d %", (share) => {
    expect(() => slo({ ...objective, share: percent(share) })).toThrow(
      `objective "call-success" is ${share} %: what it allows to fail, 14.4 times over, is nothing or more than everything`,
    );
  });

  it("over less than its alerts look back", () => {
    expect(() => slo({ ...objective, over: hours(24) })).toThrow(
      '"call-success" is over 24 h, yet its alerts look back 3 d',
    );
  });
});
