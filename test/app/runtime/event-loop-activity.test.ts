import { expect, it } from "vitest";
import { activeMilliseconds, eventLoopActivityRecorder } from "../../../app/runtime/event-loop-activity.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import { droppedLabelSets, droppedValues, eventLoopActive } from "../../../metrics/quantflow/runtime.ts";
import { parseText, sampleValue } from "../../lib/metrics/parse-text.ts";

it("is the time that the loop was busy, whoever asks and however often", () => {
  const recorder = new MetricsRecorder([eventLoopActive, droppedLabelSets, droppedValues], {
    labelSets: droppedLabelSets,
    values: droppedValues,
  });
  let active = 1_500;
  const record = eventLoopActivityRecorder(recorder, () => active);
  record();
  record();
  active = 4_000;
  record();
  expect(sampleValue(parseText(renderText(recorder.families())), "quantflow_event_loop_active_seconds_total")).toBe(4);
});

it("grows while this thread works", async () => {
  await new Promise(setImmediate);
  const before = activeMilliseconds();
  const until = performance.now() + 1;
  while (performance.now() < until);
  await new Promise(setImmediate);
  expect(activeMilliseconds()).toBeGreaterThan(before);
});
