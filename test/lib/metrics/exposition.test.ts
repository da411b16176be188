import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { counter, gauge } from "../../../lib/metrics/definitions.ts";
import { type Family, renderText } from "../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import { formatBound } from "../../../lib/metrics/text.ts";
import { parseText } from "./parse-text.ts";

const droppedSets = counter({ name: "dropped_sets_total", help: "d", unit: "items" });
const droppedValues = counter({ name: "dropped_values_total", help: "d", unit: "items" });
const drops = { labelSets: droppedSets, values: droppedValues };
const anyText = fc.string({ unit: "binary" });

describe("the text format", () => {
  it("reads back as what was recorded, whatever the labels say", () => {
    fc.assert(
      fc.property(
        fc.dictionary(anyText, fc.double({ noNaN: true, noDefaultInfinity: true }), { maxKeys: 8 }),
        (values) => {
          const size = gauge({ name: "size", help: "h", unit: "items", labels: { of: { upTo: 8 } } });
          const recorder = new MetricsRecorder([size, droppedSets, droppedValues], drops);
          for (const [of, value] of Object.entries(values)) recorder.set(size, { of }, value);
          const read = parseText(renderText(recorder.families()));
          const expected = Object.entries(values).map(([of, value]) => ({
            name: "size",
            labels: { of },
            value: value + 0,
          }));
          expect(read.samples.filter(({ name }) => name === "size")).toEqual(expected);
        },
      ),
    );
  });

  it("reads back a help text, whatever it says", () => {
    fc.assert(
      fc.property(anyText, (help) => {
        const family: Family = { name: "a", help, type: "gauge", samples: () => [["a", 1]] };
        expect(parseText(renderText([family])).families).toEqual([{ name: "a", help, type: "gauge" }]);
      }),
    );
  });

  it("leaves out a family without samples", () => {
    expect(renderText([{ name: "a", help: "h", type: "gauge", samples: () => [] }])).toBe("");
  });

  it.each([
    [1, "1.0"],
    [0.5, "0.5"],
    [0, "0.0"],
    [0.00001, "1e-05"],
    [999_999, "999999.0"],
    [1_000_000, "1e+06"],
    [1_234_567, "1.234567e+06"],
    [Number.POSITIVE_INFINITY, "+Inf"],
  ])("spells the bound %d as Prometheus 3 stores it", (bound, text) => {
    expect(formatBound(bound)).toBe(text);
  });

  it("spells every bound so that it reads back as the same number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (bound) => {
        expect(Number(formatBound(bound))).toBe(bound + 0);
        expect(formatBound(bound)).toMatch(/[.e]/);
      }),
    );
  });
});
