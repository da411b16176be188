import { describe, expect, it } from "vitest";
import { sampleEventLoopLag } from "../../../app/runtime/event-loop-lag.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import { droppedLabelSets, droppedValues, eventLoopLag } from "../../../metrics/quantflow/runtime.ts";
import { parseText, sampleValue } from "../../lib/metrics/parse-text.ts";
import { FakeClock } from "../support/fake-clock.ts";

function create() {
  const clock = new FakeClock();
  const recorder = new MetricsRecorder([eventLoopLag, droppedLabelSets, droppedValues], {
    labelSets: droppedLabelSets,
    values: droppedValues,
  });
  const cancel = sampleEventLoopLag(recorder, clock);
  const value = (suffix: string, labels = {}) =>
    sampleValue(parseText(renderText(recorder.families())), `quantflow_event_loop_lag_seconds_${suffix}`, labels);
  return { clock, cancel, value };
}

describe("the event loop's lag", () => {
  it("is nothing while timers run when they are due", () => {
    const { clock, value } = create();
    clock.advance(1_000);
    expect(value("count")).toBe(50);
    expect(value("sum")).toBeCloseTo(0, 9);
  });

  it("is how long the loop was held beyond the period", () => {
    const { clock, value } = create();
    clock.block(320);
    clock.advance(0);
    expect(value("sum")).toBeCloseTo(0.3, 9);
    expect(value("bucket", { le: "0.2" })).toBe((value("count") as number) - 1);
  });

  it("is sampled no more once cancelled", () => {
    const { clock, cancel, value } = create();
    cancel();
    clock.advance(1_000);
    expect(value("count")).toBe(0);
  });
});
