import { describe, expect, it } from "vitest";
import { labelValues } from "../../../../lib/alerting/routing/index.ts";
import { record } from "../../../../lib/alerting/rules/record.ts";
import { counter, gauge, histogram } from "../../../../lib/metrics/definitions.ts";
import { minutes, seconds } from "../../../../lib/metrics/units.ts";
import { catalogueOf } from "../../../../lib/promql/checker/index.ts";
import { rate, sum, where } from "../../../../lib/promql/index.ts";
import { labelled } from "../given.ts";

const sides = { side: ["buy", "sell", "1"], symbol: { upTo: 50 } } as const;
const orders = counter({ name: "orders_total", help: "", unit: "items", labels: sides });
const open = gauge({ name: "open_orders", help: "", unit: "items", labels: { side: ["buy", "hold"] } });
const delay = histogram({ name: "delay_seconds", help: "", unit: "seconds", labels: sides, buckets: [seconds(1)] });
const recordings = [
  record("side:orders:rate", sum(rate(where(orders, { side: ["buy", "sell"] }), minutes(5)), { by: ["side"] })),
];
const values = labelValues(catalogueOf({ app: [orders, delay], desk: [open, orders], node: [] }), recordings);

const of = (promql: string, label: string) => {
  const alert = labelled("Any", "critical");
  return values({ ...alert, condition: { ...alert.condition, promql } }, label);
};

describe("the values of an alert's label", () => {
  it.each([
    ["the metric's own", "orders_total > 1", ["buy", "sell", "1"]],
    ["a histogram's, whichever part is asked", "rate(delay_seconds_bucket[5m]) > 1", ["buy", "sell", "1"]],
    ["the one that is matched", 'orders_total{side="buy"} > 1', ["buy"]],
    ["those that pass a pattern", 'sum by (side) (rate(orders_total{side=~"b.*|1"}[5m])) > 1', ["buy", "1"]],
    ["those that are left", 'orders_total{side!="buy"} offset 5m > 1', ["sell", "1"]],
    ["those that both sides have", "orders_total / on (side) open_orders > 1", ["buy"]],
    [
      "those of the first, where the other is not matched by it",
      "orders_total > 1 and on (job) open_orders",
      ["buy", "sell", "1"],
    ],
    ["those of the first, where the other takes away", "orders_total unless open_orders", ["buy", "sell", "1"]],
    ["those of either", "orders_total or open_orders", ["buy", "sell", "1", "hold"]],
    ["those it is copied from", 'label_replace(open_orders, "side", "$1", "side", "(.*)") > 1', ["buy", "hold"]],
    ["those of what a recording rule reads", "side:orders:rate > 1", ["buy", "sell"]],
    ["those that are asked for of a recording rule", 'side:orders:rate{side!="buy"} > 1', ["sell"]],
    ["what is absent", 'absent(orders_total{side="sell"})', ["sell"]],
  ])("are %s: %s", (_, promql, expected) => {
    expect(of(promql, "side")).toEqual(expected);
  });

  it.each([
    ["of a label without a list", "orders_total > 1", "symbol"],
    ["of a label that is put together", 'label_replace(open_orders, "side", "x$1", "side", "(.*)")', "side"],
    ["of a metric that nobody knows", "mystery > 1", "side"],
    ["of what has no labels", "vector(1)", "side"],
  ])("are not known %s", (_, promql, label) => {
    expect(of(promql, label)).toBeUndefined();
  });

  it("are, of the job, those that expose the metric", () => {
    expect(of("open_orders > 1", "job")).toEqual(["desk"]);
    expect(of("orders_total > 1", "job")).toEqual(["app", "desk"]);
    expect(of("mystery > 1", "job")).toEqual(["app", "desk", "node"]);
  });
});
