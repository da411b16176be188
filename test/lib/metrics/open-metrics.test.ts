import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metricsOf } from "../../../lib/metrics/catalogue.ts";
import { counter, gauge, histogram } from "../../../lib/metrics/definitions.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { renderOpenMetrics } from "../../../lib/metrics/open-metrics.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import { milliseconds, seconds } from "../../../lib/metrics/units.ts";
import * as quantflow from "../../../metrics/quantflow/index.ts";
import { checkOpenMetrics } from "./check-open-metrics.ts";
import { parseText, sampleValue } from "./parse-text.ts";

const labelSets = counter({ name: "dropped_sets_total", help: "Sets.", unit: "items" });
const values = counter({ name: "dropped_values_total", help: "Values.", unit: "items" });
const paused = counter({ name: "paused_seconds_total", help: 'Time "lost".', unit: "seconds" });
const load = gauge({ name: "load", help: "h", unit: "items", labels: { of: { upTo: 8 } } });
const started = gauge({ name: "started_timestamp_seconds", help: "h", unit: "timestamp" });
const wait = histogram({
  name: "wait_seconds",
  help: "h",
  unit: "seconds",
  labels: { kind: ["a", "b"] },
  buckets: [milliseconds(100), seconds(1)],
});

const create = () => new MetricsRecorder([labelSets, values, paused, load, started, wait], { labelSets, values });
const expose = (recorder: MetricsRecorder) => checkOpenMetrics(renderOpenMetrics(recorder.families()));
const familyOf = (recorder: MetricsRecorder, name: string) => expose(recorder).find((family) => family.name === name);
const AT = 1_795_404_000.5;

describe("OpenMetrics", () => {
  it("ends with # EOF, even when there is nothing", () => {
    expect(renderOpenMetrics([])).toBe("# EOF\n");
  });

  it("names a counter's family without _total, and says units that are in the name", () => {
    const families = expose(create());
    expect(families.find(({ name }) => name === "paused_seconds")).toEqual({
      name: "paused_seconds",
      type: "counter",
      help: 'Time "lost".',
      unit: "seconds",
      samples: [{ name: "paused_seconds_total", labels: {}, value: 0 }],
    });
    expect(families.find(({ name }) => name === "started_timestamp_seconds")?.unit).toBe("seconds");
    expect(families.find(({ name }) => name === "dropped_sets")).not.toHaveProperty("unit");
  });

  it("is well formed for everything that the application records", () => {
    const drops = { labelSets: quantflow.droppedLabelSets, values: quantflow.droppedValues };
    const recorder = new MetricsRecorder(metricsOf(quantflow), drops);
    recorder.declare(quantflow.symbols, ["BTC", "ETH"]);
    const names = expose(recorder).map(({ name }) => name);
    expect(names).toContain("quantflow_price_updates");
    expect(names).toContain("quantflow_event_loop_lag_seconds");
  });

  it("tells the same values as the text format, whatever the labels say", () => {
    const label = fc.string({ unit: "binary" });
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(
        fc.dictionary(label, number, { maxKeys: 8 }),
        fc.array(fc.double({ noNaN: true })),
        (loads, waits) => {
          const recorder = create();
          for (const [of, value] of Object.entries(loads)) recorder.set(load, { of }, value);
          for (const value of waits) recorder.observe(wait, { kind: "a" }, value);
          const text = parseText(renderText(recorder.families()));
          for (const { name, labels, value } of expose(recorder).flatMap(({ samples }) => samples))
            expect(sampleValue(text, name, labels)).toBe(value);
        },
      ),
    );
  });

  it("shows the last exemplar of each bucket, and the text format shows none", () => {
    const recorder = create();
    recorder.observe(wait, { kind: "a" }, 0.05, { labels: { backtest: "first" }, timestamp: AT });
    recorder.observe(wait, { kind: "a" }, 0.07, { labels: { backtest: 'the "second"' }, timestamp: AT });
    recorder.histogram(wait, { kind: "a" }).observe(0.5, { labels: {}, timestamp: AT });
    recorder.observe(wait, { kind: "a" }, 0.6);
    const exemplars = familyOf(recorder, "wait_seconds")?.samples.map(({ exemplar }) => exemplar);
    expect(exemplars?.slice(0, 3)).toEqual([
      { labels: { backtest: 'the "second"' }, value: 0.07, timestamp: AT },
      { labels: {}, value: 0.5, timestamp: AT },
      undefined,
    ]);
    expect(renderText(recorder.families())).not.toContain(" # {");
  });

  it.each([
    ["is too long", { trace: "x".repeat(124) }, AT],
    ["has a name that is none", { "trace-id": "x" }, AT],
    ["was at no time", { trace: "x" }, Number.NaN],
  ])("refuses an exemplar that %s, counts it, and keeps the observation", (_, labels, timestamp) => {
    const recorder = create();
    recorder.observe(wait, { kind: "b" }, 0.5, { labels: labels as Record<string, string>, timestamp });
    const text = parseText(renderText(recorder.families()));
    expect(sampleValue(text, "wait_seconds_count", { kind: "b" })).toBe(1);
    expect(sampleValue(text, "dropped_values_total")).toBe(1);
    expect(renderOpenMetrics(recorder.families())).not.toContain(" # {");
  });

  it("keeps an exemplar of 128 characters, counted as characters and not as bytes", () => {
    const recorder = create();
    const trace = "€".repeat(123);
    recorder.observe(wait, { kind: "b" }, 0.5, { labels: { trace }, timestamp: AT });
    const exemplars = familyOf(recorder, "wait_seconds")?.samples.flatMap(({ exemplar }) => exemplar ?? []);
    expect(exemplars).toEqual([{ labels: { trace }, value: 0.5, timestamp: AT }]);
  });

  it("keeps the name of somebody's counter that does not end in _total, as of unknown type", () => {
    const families = [{ name: "hits", help: "h", type: "counter", samples: () => [["hits", 3] as const] }];
    expect(checkOpenMetrics(renderOpenMetrics(families))).toEqual([
      { name: "hits", type: "unknown", help: "h", samples: [{ name: "hits", labels: {}, value: 3 }] },
    ]);
  });
});

describe("the strict reader", () => {
  it.each([
    ["no end", "# TYPE a gauge\na 1\n"],
    ["an empty line", "# TYPE a gauge\na 1\n\n# EOF\n"],
    ["a counter without _total", "# TYPE a counter\na 1\n# EOF\n"],
    ["a negative counter", "# TYPE a counter\na_total -1\n# EOF\n"],
    ["a series twice", "# TYPE a gauge\na 1\na 1\n# EOF\n"],
    ["a family twice", "# TYPE a gauge\na 1\n# TYPE b gauge\nb 1\n# TYPE a gauge\n# EOF\n"],
    ["a unit that is not in the name", "# TYPE a gauge\n# UNIT a seconds\na 1\n# EOF\n"],
    ["no +Inf", '# TYPE a histogram\na_bucket{le="1.0"} 1\na_count 1\na_sum 1\n# EOF\n'],
    ["another count", '# TYPE a histogram\na_bucket{le="+Inf"} 1\na_count 2\na_sum 1\n# EOF\n'],
    ["an exemplar on a gauge", '# TYPE a gauge\na 1 # {b="c"} 1\n# EOF\n'],
    ["Nan", "# TYPE a gauge\na Nan\n# EOF\n"],
    ["a raw quote", '# TYPE a gauge\na{b="c"d"} 1\n# EOF\n'],
  ])("refuses %s", (_, text) => {
    expect(() => checkOpenMetrics(text)).toThrow();
  });
});
