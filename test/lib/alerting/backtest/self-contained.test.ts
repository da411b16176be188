import { describe, expect, it } from "vitest";
import { selfContained } from "../../../../lib/alerting/backtest/index.ts";
import { parse } from "../../../../lib/promql/parse/parse.ts";

const recorded = (expr: string, labels = {}) => [{ expr, labels, interval: "15s" }];
const recordings = new Map([
  ["job:up:sum", recorded("sum by (job) (up)")],
  ["job:up:twice", recorded("job:up:sum * 2", { team: 'a "b" $1' })],
  ["both", [...recorded("a", { side: "left" }), ...recorded("b")]],
  ["loop", recorded("loop + 1")],
]);

describe("an expression without recordings that nobody has recorded", () => {
  it.each([
    ["job:up:sum < 1", "(sum by (job) (up)) < 1"],
    ["max_over_time(job:up:sum[5m]) < 1", "max_over_time((sum by (job) (up))[5m:15s]) < 1"],
    ["rate(job:up:sum[5m] offset 1h) < 1", "rate((sum by (job) (up))[5m:15s] offset 1h) < 1"],
    ["avg_over_time(job:up:sum[1h:1m]) < 1", "avg_over_time((sum by (job) (up))[1h:1m]) < 1"],
    ["job:up:twice > 1", 'label_replace(((sum by (job) (up)) * 2), "team", "a \\"b\\" $$1", "", "") > 1'],
    ["both > 1", '(label_replace((a), "side", "left", "", "") or (b)) > 1'],
    ["loop > 1", "(loop + 1) > 1"],
    ["up == 0", "up == 0"],
  ])("is, of %s, %s", (promql, expected) => {
    expect(selfContained(promql, recordings)).toBe(expected);
    expect(parse(expected).problems).toEqual([]);
  });

  it.each([
    ['job:up:sum{job="a"} < 1', "job:up:sum is new, and a part of it is read"],
    ["job:up:sum offset 5m < 1", "job:up:sum is new, and read at another time"],
    ["job:up:sum @ start() < 1", "job:up:sum is new, and read at another time"],
  ])("cannot be had of %s", (promql, message) => {
    expect(() => selfContained(promql, recordings)).toThrow(message);
  });

  it.each(["up == 0", "sum(rate(x[5m])) > 1", "((", ""])("is %s itself where it reads none of them", (promql) => {
    expect(selfContained(promql, recordings)).toBe(promql);
  });
});
