import fc from "fast-check";
import { expect, it } from "vitest";
import { seriesOf } from "../../../lib/metrics/cost.ts";
import { counter, histogram } from "../../../lib/metrics/definitions.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import { seconds } from "../../../lib/metrics/units.ts";

const drops = {
  labelSets: counter({ name: "sets_total", help: "d", unit: "items" }),
  values: counter({ name: "values_total", help: "d", unit: "items" }),
};
const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { minLength: 1, maxLength: 3 });

it("is exactly what the recorder exposes once every value was seen", () => {
  const caps = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(words, caps, fc.integer({ min: 1, max: 5 }), fc.boolean(), (list, upTo, bounds, isHistogram) => {
      const labels = { closed: list, open: { upTo } };
      const definition = { name: "some_seconds", help: "s", unit: "seconds", labels } as const;
      const buckets = Array.from({ length: bounds }, (_, index) => seconds(index + 1));
      const made = isHistogram ? histogram({ ...definition, buckets }) : counter(definition);
      const recorder = new MetricsRecorder([made, drops.labelSets, drops.values], drops);
      for (const closed of list)
        for (let index = 0; index <= upTo; index += 1)
          if (made.type === "histogram") recorder.observe(made, { closed, open: `${index}` }, 1);
          else recorder.increment(made, { closed, open: `${index}` });
      const exposed = recorder.families().find(({ name }) => name === made.name);
      expect([...(exposed?.samples() ?? [])]).toHaveLength(seriesOf(made));
    }),
  );
});

it("is 1 without labels, and endless where a label is", () => {
  expect(seriesOf(drops.values)).toBe(1);
  const labels = { a: { upTo: 1e200 }, b: { upTo: 1e200 } };
  expect(seriesOf(counter({ name: "a_total", help: "a", unit: "items", labels }))).toBe(Number.POSITIVE_INFINITY);
});
