import { describe, expect, it } from "vitest";
import { between, bucketsOf, histogramQuantile } from "../../bench/histogram-quantile.ts";
import { histogram } from "../../lib/metrics/definitions.ts";
import { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import { milliseconds, seconds } from "../../lib/metrics/units.ts";
import { droppedLabelSets, droppedValues } from "../../metrics/quantflow/runtime.ts";

const age = histogram({
  name: "quantflow_age_seconds",
  help: "Age of something.",
  unit: "seconds",
  buckets: [milliseconds(100), milliseconds(500), seconds(1)],
});

function observed(...values: readonly number[]) {
  const series = new MetricsRecorder([age, droppedLabelSets, droppedValues], {
    labelSets: droppedLabelSets,
    values: droppedValues,
  }).histogram(age, {});
  for (const value of values) series.observe(value);
  return series;
}

describe("a quantile of buckets", () => {
  it("lies in its bucket as evenly as PromQL takes it", () => {
    const buckets = bucketsOf(observed(0.05, 0.3, 0.3, 0.3));
    expect(histogramQuantile(0.5, buckets)).toBeCloseTo(0.1 + (0.4 * 1) / 3, 12);
    expect(histogramQuantile(1, buckets)).toBeCloseTo(0.5, 12);
  });

  it("begins at 0 in the lowest bucket", () => {
    expect(histogramQuantile(0.99, bucketsOf(observed(0.001)))).toBeCloseTo(0.099, 12);
  });

  it("is the last bound for what lies beyond it", () => {
    expect(histogramQuantile(0.99, bucketsOf(observed(7)))).toBe(1);
  });

  it("is no number without observations", () => {
    expect(histogramQuantile(0.99, bucketsOf(observed()))).toBeNaN();
    expect(histogramQuantile(0.99, [])).toBeNaN();
  });

  it("tells what was observed between two scrapes alone", () => {
    const series = observed(0.05, 0.05);
    const before = bucketsOf(series);
    series.observe(0.9);
    const after = bucketsOf(series);
    expect(between(before, after).map(({ count }) => count)).toEqual([0, 0, 1, 1]);
    expect(histogramQuantile(0.5, between(before, after))).toBeCloseTo(0.75, 12);
  });
});
