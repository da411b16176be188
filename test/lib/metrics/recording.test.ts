import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { mostOf, recordedMetrics, recordingText } from "../../../lib/metrics/recording.ts";
import { seriesText } from "../../../lib/metrics/text.ts";

describe("a recording", () => {
  it("keeps type, help and labels, and no values", () => {
    const text = [
      "# HELP calls_total Calls so far.",
      "# TYPE calls_total counter",
      'calls_total{path="/a",code="200"} 3 1700000000000',
      'calls_total{path="/b",code="200"} NaN',
      "",
    ].join("\n");
    expect(recordedMetrics(text)).toEqual({
      calls_total: { type: "counter", help: "Calls so far.", labels: { code: 1, path: 2 }, series: 2 },
    });
  });

  it("takes a histogram's and a summary's samples together, without the labels of their type", () => {
    const text = [
      "# TYPE wait histogram",
      'wait_bucket{path="/a",le="0.5"} 1',
      'wait_bucket{path="/a",le="+Inf"} 1',
      'wait_sum{path="/a"} 0.1',
      'wait_count{path="/a"} 1',
      "# TYPE size summary",
      'size{quantile="0.5"} 1',
      "size_sum 1",
      "size_count 1",
    ].join("\n");
    expect(recordedMetrics(text)).toEqual({
      size: { type: "summary", help: "", labels: {}, series: 3 },
      wait: { type: "histogram", help: "", labels: { path: 1 }, series: 4, buckets: [0.5] },
    });
  });

  it("leaves a counter whose name ends like a histogram's sample alone", () => {
    expect(Object.keys(recordedMetrics("# TYPE jobs_count gauge\njobs_count 1\n"))).toEqual(["jobs_count"]);
  });

  it("counts an empty value, and leaves out what has a head and no samples", () => {
    const text = '# TYPE idle_total counter\ndisk{error=""} 0\n';
    expect(recordedMetrics(text)).toEqual({ disk: { type: "untyped", help: "", labels: { error: 1 }, series: 1 } });
  });

  it.each(["{} 1", 'a{b="c} 1', "a{b=c} 1", "1a 2"])("fails on %j", (line) => {
    expect(() => recordedMetrics(line)).toThrow(SyntaxError);
  });

  it("reads back whatever we expose", () => {
    const value = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(value, fc.uniqueArray(value, { minLength: 1 }), (help, values) => {
        const samples = () => values.map((one) => [seriesText("a_total", [["path", one]]), 1] as const);
        const text = renderText([{ name: "a_total", help, type: "counter", samples }]);
        expect(recordedMetrics(text)).toEqual({
          a_total: { type: "counter", help, labels: { path: values.length }, series: values.length },
        });
      }),
    );
  });
});

describe("the recordings of several targets", () => {
  it("are the most that one of them had", () => {
    const gauge = { type: "gauge", help: "Depth." };
    expect(
      mostOf([
        { depth: { ...gauge, labels: { queue: 3 }, series: 3 } },
        { depth: { ...gauge, labels: { disk: 2, queue: 1 }, series: 2 }, age: { ...gauge, labels: {}, series: 1 } },
      ]),
    ).toEqual({
      age: { ...gauge, labels: {}, series: 1 },
      depth: { ...gauge, labels: { disk: 2, queue: 3 }, series: 3 },
    });
  });
});

describe("a recording's file", () => {
  it("is JSON of the same, one line a metric", () => {
    const metric = fc.record({
      type: fc.constantFrom("counter", "gauge", "untyped"),
      help: fc.string({ unit: "grapheme" }),
      labels: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.nat()),
      series: fc.nat(),
    });
    const metrics = fc.dictionary(fc.stringMatching(/^[a-z_]{1,9}$/), metric);
    fc.assert(
      fc.property(metrics, (given) => {
        const recording = { exporter: "some", version: "1.0", metrics: given };
        const text = recordingText(recording);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(recording)));
        expect(text.split("\n").filter((line) => line.startsWith("    "))).toHaveLength(Object.keys(given).length);
      }),
    );
  });
});
