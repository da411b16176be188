import { expect, it } from "vitest";
import { createRegistry } from "../../../app/runtime/default-metrics.ts";
import { createExposition } from "../../../app/runtime/metrics.ts";
import { metricsOf } from "../../../lib/metrics/catalogue.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import * as quantflow from "../../../metrics/quantflow/index.ts";
import { parseText } from "../../lib/metrics/parse-text.ts";

const names = async (text: Promise<string>) => parseText(await text).families.map(({ name }) => name);

it("are prom-client's, without the lag that misses a scrape's pause and the collections that it skips", async () => {
  const shown = await names(createRegistry().metrics());
  expect(shown).toContain("process_cpu_seconds_total");
  expect(shown).toContain("process_resident_memory_bytes");
  expect(shown).toContain("nodejs_heap_size_used_bytes");
  expect(shown).toContain("nodejs_active_handles");
  expect(shown.filter((name) => /eventloop|gc/.test(name))).toEqual([]);
});

it("are apart for two applications of one process", async () => {
  const drops = { labelSets: quantflow.droppedLabelSets, values: quantflow.droppedValues };
  const options = { elapsed: () => 0, refresh: () => undefined, rendered: () => undefined };
  const expose = () => createExposition(new MetricsRecorder(metricsOf(quantflow), drops), options);
  const [one, two] = [expose(), expose()];
  expect(await names(one.text())).toEqual(await names(two.text()));
  expect(new Set(await names(one.text())).size).toBe((await names(one.text())).length);
});
