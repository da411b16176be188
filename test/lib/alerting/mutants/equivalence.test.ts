import { beforeAll, describe, expect, it } from "vitest";
import { equivalence, type Mutant, mutantsOf, type Toolbox } from "../../../../lib/alerting/mutants/index.ts";
import { ruleFile } from "../../../../lib/alerting/rules/file.ts";
import { group } from "../../../../lib/alerting/rules/group.ts";
import { counter, gauge, histogram } from "../../../../lib/metrics/definitions.ts";
import { seconds } from "../../../../lib/metrics/units.ts";
import { catalogueOf } from "../../../../lib/promql/checker/index.ts";
import { BUILDING } from "../../../support/tools.ts";
import { alertOn, EVALUATION, ruleOn } from "./given.ts";
import { toolbox } from "./toolbox.ts";

const catalogue = catalogueOf({
  app: [
    gauge({ name: "up", help: "", unit: "boolean" }),
    gauge({ name: "open_files", help: "", unit: "items", labels: { kind: ["socket", "file"] } }),
    gauge({ name: "used_bytes", help: "", unit: "bytes", labels: { disk: { upTo: 3 } } }),
    gauge({ name: "size_bytes", help: "", unit: "bytes", labels: { disk: { upTo: 3 } } }),
    gauge({ name: "seen_timestamp_seconds", help: "", unit: "timestamp" }),
    counter({ name: "calls_total", help: "", unit: "items" }),
    histogram({ name: "wait_seconds", help: "", unit: "seconds", buckets: [seconds(1), seconds(5)] }),
  ],
  db: [gauge({ name: "up", help: "", unit: "boolean" })],
});
const given = { catalogue, evaluationInterval: EVALUATION, seed: 7, series: 200 };

let tools: Toolbox;
beforeAll(async () => {
  tools = await toolbox();
}, BUILDING);

const rewritten = (expr: string): Mutant => ({
  ...{ operator: "test", what: "rewritten", expr },
  for: undefined,
  span: { from: 0, to: 1 },
  recording: undefined,
});
const compared = (promql: string, mutant: Mutant, held?: number) => {
  const alert = alertOn(promql, held);
  return equivalence({ alert: alert.name, rules: ruleFile(group("any", [alert])) }, mutant, given, tools);
};

describe("an alert and the same in other words", { timeout: 120_000 }, () => {
  it.each([
    ["open_files > 3", "open_files >= 4"],
    ["open_files > 3", "3 < open_files"],
    ["used_bytes / size_bytes > 0.5", "used_bytes / ignoring () size_bytes > 0.5"],
    ["increase(calls_total[2m]) > 0", "rate(calls_total[2m]) > 0"],
    ['up{job="app"} == 0', 'up{job!="db"} == 0'],
    [
      "histogram_quantile(0.9, rate(wait_seconds_bucket[2m])) > 1",
      "1 < histogram_quantile(0.9, rate(wait_seconds_bucket[2m]))",
    ],
    ["time() - seen_timestamp_seconds > 30", "seen_timestamp_seconds < time() - 30"],
  ])("never differ: %s and %s", async (promql, other) => {
    const { series, fired, worlds, difference } = await compared(promql, rewritten(other));
    expect(difference).toBeUndefined();
    expect(series).toBeGreaterThanOrEqual(200);
    expect(fired / worlds).toBeGreaterThan(0.2);
  });
});

describe("an alert and another", { timeout: 120_000 }, () => {
  it.each([
    ["open_files > 3", "open_files > 4"],
    ["open_files > 0", "open_files >= 0"],
    ["used_bytes / size_bytes > 0.5", "used_bytes / size_bytes > 0.55"],
    ["used_bytes / size_bytes > 0.5", "used_bytes > 0.5"],
    ["increase(calls_total[2m]) > 0", "increase(calls_total[4m]) > 0"],
    ['up{job="app"} == 0', "up == 0"],
    ["sum by (job, kind) (open_files) > 3", "sum by (job) (open_files) > 3"],
    [
      "histogram_quantile(0.9, rate(wait_seconds_bucket[2m])) > 1",
      "histogram_quantile(0.9, rate(wait_seconds_bucket[2m])) > 1.1",
    ],
    ["time() - seen_timestamp_seconds > 30", "time() - seen_timestamp_seconds > 33"],
    ["up == 0 and on (instance) open_files > 3", "up == 0 and on (job) open_files > 3"],
  ])("are told apart: %s and %s", async (promql, other) => {
    const { difference } = await compared(promql, rewritten(other));
    expect(difference).toContain("ALERTS");
  });

  it("are told apart when they differ by one evaluation of their for alone", async () => {
    const promql = "up == 0";
    const hasty = mutantsOf(ruleOn(promql, 60), given).find(({ what }) => what === "for 1m -> 45s") as Mutant;
    expect((await compared(promql, hasty, 60)).difference).toContain("ALERTS");
  });
});

describe("what cannot be compared", () => {
  it("is an alert on a metric of which nothing is known", async () => {
    await expect(compared("unheard_of > 1", rewritten("unheard_of > 2"))).rejects.toThrow(
      "Any reads unheard_of, of which the catalogue knows nothing",
    );
  });
});
