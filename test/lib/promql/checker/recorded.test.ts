import { describe, expect, it } from "vitest";
import { check, withRecordings } from "../../../../lib/promql/checker/index.ts";
import { catalogue } from "./given.ts";

const extended = withRecordings(catalogue, [
  { record: "job:calls:rate5m", expr: "sum by (job) (rate(calls_total[5m]))" },
  { record: "job:calls:share", expr: "job:calls:rate5m / job:calls:rate5m", labels: { slo: "calls" } },
  { record: "any:info:known", expr: "info(up)" },
]);
const found = (expression: string) => check(expression, { catalogue: extended }).problems.map((one) => one.check);

describe("a recording rule", () => {
  it("writes a series with the labels and the unit of its expression", () => {
    expect(check("job:calls:rate5m", { catalogue: extended })).toMatchObject({ labels: ["job"], unit: "items/s" });
  });

  it("reads those before it, and adds its own labels", () => {
    expect(check("job:calls:share", { catalogue: extended })).toMatchObject({ labels: ["job", "slo"], unit: "ratio" });
  });

  it("is a metric like any other", () => {
    expect(found("sum by (instance) (job:calls:rate5m)")).toEqual(["label/unknown"]);
    expect(found("rate(job:calls:rate5m[5m])")).toEqual(["counter/rate-of-gauge"]);
    expect(found("job:calls:rate1m")).toEqual(["metric/unknown"]);
  });

  it("of which nothing is known can still be named", () => {
    expect(found("any:info:known")).toEqual([]);
  });
});
