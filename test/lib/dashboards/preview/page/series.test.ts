import { describe, expect, it } from "vitest";
import { stateOf } from "../../../../../lib/dashboards/preview/page/src/data/answers.ts";
import { bucketsOf } from "../../../../../lib/dashboards/preview/page/src/data/heatmap.ts";
import { seriesName } from "../../../../../lib/dashboards/preview/page/src/data/legend.ts";
import { marksOf } from "../../../../../lib/dashboards/preview/page/src/data/marks.ts";
import { seriesText } from "../../../../../lib/dashboards/preview/page/src/data/prometheus.ts";
import type { Request } from "../../../../../lib/dashboards/preview/page/src/data/request.ts";
import { type Series, seriesOf } from "../../../../../lib/dashboards/preview/page/src/data/series.ts";
import { stretchesOf } from "../../../../../lib/dashboards/preview/page/src/data/spans.ts";
import { tableOf } from "../../../../../lib/dashboards/preview/page/src/data/table.ts";

const request: Request = {
  refId: "A",
  expr: "up",
  kind: "range",
  span: { from: 10_000, to: 40_000 },
  step: 10_000,
  legend: "{{job}}",
  format: "time_series",
};
const series = (values: readonly (number | null)[], labels = {}): Series => ({
  refId: "A",
  name: "",
  named: true,
  labels,
  times: values.map((_, at) => (at + 1) * 10_000),
  values,
  step: 10_000,
});

describe("an answer of Prometheus", () => {
  it("has a point at every step, null where there was no sample", () => {
    const [curve] = seriesOf(request, {
      resultType: "matrix",
      result: [
        {
          metric: { job: "api" },
          values: [
            [10, "1"],
            [30, "+Inf"],
            [40, "NaN"],
          ],
        },
      ],
    });
    expect(curve).toMatchObject({ name: "api", times: [10_000, 20_000, 30_000, 40_000] });
    expect(curve?.values).toEqual([1, null, Number.POSITIVE_INFINITY, Number.NaN]);
  });

  it("at an instant is one point a series", () => {
    const [curve] = seriesOf(request, {
      resultType: "vector",
      result: [{ metric: { job: "db" }, value: [12.5, "-1e3"] }],
    });
    expect(curve).toMatchObject({ name: "db", times: [12_500], values: [-1000] });
  });

  it("of a number is a curve without labels, named after the query", () => {
    const [curve] = seriesOf({ ...request, legend: "__auto" }, { resultType: "scalar", result: [1, "2"] });
    expect(curve).toMatchObject({ name: "up", labels: {}, values: [2] });
  });

  it("of a text is no curve", () => {
    expect(seriesOf(request, { resultType: "string", result: [1, "a"] })).toEqual([]);
  });
});

describe("the name of a series", () => {
  const labels = { __name__: "up", job: "api", instance: "a:1" };
  it.each([
    ["{{job}} on {{ instance }}", "api on a:1"],
    ["{{gone}}", ""],
    ["plain", "plain"],
    ["__auto", 'up{instance="a:1", job="api"}'],
    [undefined, 'up{instance="a:1", job="api"}'],
  ])("by %s is %s", (format, name) => {
    expect(seriesName(format, labels, "up")).toBe(name);
  });

  it("is its metric where it has no other label", () => {
    expect(seriesText({ __name__: "up" })).toBe("up");
    expect(seriesText({})).toBe("{}");
  });
});

describe("a histogram's buckets", () => {
  it("hold what is theirs alone, by ascending bound", () => {
    const buckets = bucketsOf([
      series([10, null], { le: "+Inf" }),
      series([3, 4], { le: "0.1" }),
      series([7, 9], { le: "1.0" }),
      series([1, 1]),
    ]);
    expect(buckets).toEqual([
      { lower: Number.NEGATIVE_INFINITY, upper: 0.1, counts: [3, 4] },
      { lower: 0.1, upper: 1, counts: [4, 5] },
      { lower: 1, upper: Number.POSITIVE_INFINITY, counts: [3, null] },
    ]);
  });

  it("are never below zero, though a scrape came in mid-update", () => {
    expect(bucketsOf([series([5], { le: "1" }), series([4], { le: "2" })])[1]?.counts).toEqual([0]);
  });
});

describe("a table", () => {
  it("has a line a sample: time, labels by name, value", () => {
    const lines = [series([1], { job: "api", instance: "a:1" }), series([null, 0], { job: "db" })];
    expect(tableOf(lines, "B", true)).toEqual([
      { name: "Time", type: "time", values: [10_000, 20_000] },
      { name: "instance", type: "string", values: ["a:1", ""] },
      { name: "job", type: "string", values: ["api", "db"] },
      { name: "Value #B", type: "number", values: [1, 0] },
    ]);
    expect(tableOf([], "A", false).map(({ name }) => name)).toEqual(["Time", "Value"]);
  });
});

describe("equal values in a row", () => {
  it("are one stretch, to the end of the last one's step", () => {
    expect(stretchesOf([0, 10, 20, 30, 40], [1, 1, 0, null, 0], 10)).toEqual([
      { from: 0, to: 20, value: 1 },
      { from: 20, to: 30, value: 0 },
      { from: 40, to: 50, value: 0 },
    ]);
  });
});

describe("an annotation", () => {
  it("marks where its expression has samples, neighbours together", () => {
    const annotation = { name: "Deploys", iconColor: "blue", titleFormat: "{{version}}", textFormat: "on {{job}}" };
    expect(marksOf(annotation, [series([1, 1, null, 0, 1], { version: "1.2", job: "api" })])).toEqual([
      { from: 10_000, to: 20_000, title: "1.2", text: "on api", color: "blue" },
      { from: 50_000, to: 50_000, title: "1.2", text: "on api", color: "blue" },
    ]);
  });

  it("is named by itself where its title is empty", () => {
    expect(marksOf({ name: "Deploys" }, [series([1])])[0]).toMatchObject({ title: "Deploys", text: "", color: "red" });
  });
});

describe("the state of a panel", () => {
  const answer = (...values: (number | null)[]) => ({ request, series: [series(values)] });
  it("is drawn with one value, empty without or with NaN only, failed with one failure", () => {
    expect(stateOf([answer(null, 0)])).toBe("drawn");
    expect(stateOf([{ request, series: [] }])).toBe("empty");
    expect(stateOf([answer(Number.NaN, null)])).toBe("empty");
    expect(stateOf([answer(1), { request, series: [], error: "no" }])).toBe("failed");
  });
});
