import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, expect, it } from "vitest";
import { observeGarbageCollections } from "../../../app/runtime/garbage-collection.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import { droppedLabelSets, droppedValues, garbageCollection } from "../../../metrics/quantflow/runtime.ts";
import { parseText, sampleValue } from "../../lib/metrics/parse-text.ts";

setFlagsFromString("--expose-gc");
const collect: (options?: { readonly type: "minor" }) => void = runInNewContext("gc");
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

function create() {
  const recorder = new MetricsRecorder([garbageCollection, droppedLabelSets, droppedValues], {
    labelSets: droppedLabelSets,
    values: droppedValues,
  });
  const end = observeGarbageCollections(recorder);
  ends.push(end);
  const count = (kind: string) =>
    sampleValue(parseText(renderText(recorder.families())), "quantflow_garbage_collection_seconds_count", { kind });
  return { count, end };
}

it("counts each collection of a burst in which the loop never turned", async () => {
  const { count } = create();
  for (let time = 0; time < 10; time += 1) {
    collect();
    collect({ type: "minor" });
  }
  // Node hands over such a burst as one list, of which prom-client counts the first.
  while ((count("minor") ?? 0) < 10) await new Promise(setImmediate);
  expect(count("major")).toBeGreaterThanOrEqual(10);
});

it("counts them while the loop turns", async () => {
  const { count } = create();
  for (let time = 0; time < 5; time += 1) collect();
  while ((count("major") ?? 0) < 5) await new Promise(setImmediate);
  expect(count("major")).toBeGreaterThanOrEqual(5);
});

it("counts no more once ended", async () => {
  const { count, end } = create();
  end();
  const before = count("major");
  collect();
  await new Promise(setImmediate);
  expect(count("major")).toBe(before);
});
