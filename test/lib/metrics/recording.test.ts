import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { recordingOf } from "../../../lib/metrics/recording.ts";
import { seriesText } from "../../../lib/metrics/text.ts";

const of = { exporter: "some", version: "1" };

describe("a recording", () => {
  it("keeps type, help and labels, and no values", () => {
    const text = [
      "# HELP calls_total Calls so far.",
      "# TYPE calls_total counter",
      'calls_total{path="/a",code="200"} 3 1700000000000',
      'calls_total{path="/b",code="200"} NaN',
      "",
    ].join("\n");
    expect(recordingOf(text, of)).toEqual({
      ...of,
      metrics: { calls_total: { type: "counter", help: "Calls so far.", labels: { path: 2, code: 1 } } },
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
    expect(recordingOf(text, of).metrics).toEqual({
      size: { type: "summary", help: "", labels: {} },
      wait: { type: "histogram", help: "", labels: { path: 1 } },
    });
  });

  it("leaves a counter whose name ends like a histogram's sample alone", () => {
    expect(Object.keys(recordingOf("# TYPE jobs_count gauge\njobs_count 1\n", of).metrics)).toEqual(["jobs_count"]);
  });

  it.each(["{} 1", 'a{b="c} 1', "a{b=c} 1", "1a 2"])("fails on %j", (line) => {
    expect(() => recordingOf(line, of)).toThrow(SyntaxError);
  });

  it("reads back whatever we expose", () => {
    const value = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(value, fc.uniqueArray(value, { minLength: 1 }), (help, values) => {
        const samples = () => values.map((one) => [seriesText("a_total", [["path", one]]), 1] as const);
        const text = renderText([{ name: "a_total", help, type: "counter", samples }]);
        expect(recordingOf(text, of).metrics).toEqual({
          a_total: { type: "counter", help, labels: { path: values.length } },
        });
      }),
    );
  });
});
