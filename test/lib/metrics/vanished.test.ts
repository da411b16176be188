import { expect, it } from "vitest";
import type { RecordedMetric } from "../../../lib/metrics/recording.ts";
import { vanished, vanishedText } from "../../../lib/metrics/vanished.ts";

const metric = (type: string, ...labels: readonly string[]): RecordedMetric => ({
  type,
  help: "Calls.",
  labels: Object.fromEntries(labels.map((label) => [label, 1])),
  series: 1,
});

it("tells what nobody exports, then which label is gone, then which type has changed", () => {
  const expected = {
    gone_total: metric("counter"),
    calls_total: metric("counter", "path", "code"),
    depth: metric("gauge", "queue"),
  };
  const seen = { calls_total: metric("counter", "path"), depth: metric("untyped") };
  expect(vanished(expected, seen).map(vanishedText)).toEqual([
    "gone_total: never exported",
    "calls_total: label code is gone, it has path",
    "depth: label queue is gone, it has no labels",
    "depth: was gauge, is untyped",
  ]);
});

it("is silent about what has come, and about help, values and cost", () => {
  const more = { ...metric("gauge", "queue", "disk"), help: "Other.", series: 9 };
  expect(vanished({ depth: metric("gauge", "queue") }, { depth: more, new_total: metric("counter") })).toEqual([]);
});

it("takes a metric by its name, whatever names objects have", () => {
  expect(vanished({ constructor: metric("gauge") }, {})).toEqual([{ metric: "constructor", kind: "metric" }]);
});
