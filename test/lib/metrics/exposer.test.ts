import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import { counter } from "../../../lib/metrics/definitions.ts";
import { Exposer } from "../../../lib/metrics/exposer.ts";
import type { Source } from "../../../lib/metrics/exposition.ts";
import { OPEN_METRICS, TEXT } from "../../../lib/metrics/format.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import { registrySource } from "../../../lib/metrics/registry-source.ts";
import { checkOpenMetrics } from "./check-open-metrics.ts";
import { parseText, sampleValue } from "./parse-text.ts";

const labelSets = counter({ name: "dropped_sets_total", help: "d", unit: "items" });
const values = counter({ name: "dropped_values_total", help: "d", unit: "items" });
const hits = counter({ name: "hits_total", help: "h", unit: "items", labels: { kind: ["a", "b"] } });
const create = () => new MetricsRecorder([hits, labelSets, values], { labelSets, values });
const nothing = () => undefined;
const expose = (sources: readonly Source[], rendered: (seconds: number) => void = nothing) =>
  new Exposer({ sources, elapsed: () => 0, refresh: nothing, rendered });

/** Somebody's metric that takes a while to read; `answer` ends the reading that waits the longest. */
function slowMetric(registry: Registry) {
  const waiting: (() => void)[] = [];
  let told = nothing as () => void;
  const asked = new Counter({
    ...{ name: "slow_total", help: "s", registers: [registry] },
    collect: () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve);
        told();
      }),
  });
  const reading = () =>
    new Promise<void>((resolve) => {
      told = resolve;
    });
  return { metric: asked, reading, answer: () => waiting.shift()?.() };
}

describe("scrapes", () => {
  it("show an increment in the very next text", async () => {
    const recorder = create();
    const exposer = expose([recorder]);
    const hitsShown = async () => sampleValue(parseText(await exposer.text()), "hits_total", { kind: "a" });
    const before = await hitsShown();
    recorder.increment(hits, { kind: "a" }, 100);
    expect([before, await hitsShown()]).toEqual([0, 100]);
  });

  it("bring values up to date before they are written", async () => {
    const recorder = create();
    const refresh = () => recorder.increment(hits, { kind: "a" });
    const exposer = new Exposer({ sources: [recorder], elapsed: () => 0, refresh, rendered: nothing });
    expect(sampleValue(parseText(await exposer.text()), "hits_total", { kind: "a" })).toBe(1);
  });

  it("share one rendering when they come together, one for each format", async () => {
    const renderings: number[] = [];
    const exposer = expose([create()], (seconds) => renderings.push(seconds));
    const [one, two, other] = await Promise.all([TEXT, TEXT, OPEN_METRICS].map((format) => exposer.render(format)));
    expect(one).toBe(two);
    expect(other).not.toBe(one);
    expect(renderings).toHaveLength(2);
  });

  it("do not join one that is being read, so that none is given values older than itself", async () => {
    const registry = new Registry();
    const slow = slowMetric(registry);
    const recorder = create();
    const renderings: number[] = [];
    const exposer = expose([recorder, registrySource(registry, recorder.families())], (took) => renderings.push(took));
    const firstIsRead = slow.reading();
    const first = exposer.text();
    await firstIsRead;
    const others = [exposer.text(), exposer.text()];
    const othersAreRead = slow.reading();
    slow.answer();
    await first;
    slow.metric.inc(5);
    await othersAreRead;
    slow.answer();
    const texts = await Promise.all(others);
    expect(texts.map((text) => sampleValue(parseText(text), "slow_total"))).toEqual([5, 5]);
    expect(renderings).toHaveLength(2);
  });

  it("go on after one that failed", async () => {
    let fails = true;
    const source = { families: async () => (fails ? Promise.reject(new Error("broken")) : []) };
    const exposer = expose([source]);
    await expect(exposer.text()).rejects.toThrow("broken");
    fails = false;
    await expect(exposer.text()).resolves.toBe("");
  });

  it("tell how long they held the event loop, without the time that they waited", async () => {
    const registry = new Registry();
    const slow = slowMetric(registry);
    const renderings: number[] = [];
    let now = 0;
    const exposer = new Exposer({
      sources: [registrySource(registry, [])],
      elapsed: () => now,
      refresh: () => {
        now += 3;
      },
      rendered: (seconds) => renderings.push(seconds),
    });
    const reading = slow.reading();
    const text = exposer.text();
    await reading;
    now += 60;
    slow.answer();
    await text;
    expect(renderings).toEqual([3]);
  });
});

describe("a prom-client registry", () => {
  it("shows our metrics to whoever reads it, and they are exposed once", async () => {
    const registry = new Registry();
    const recorder = create();
    const exposer = expose([recorder, registrySource(registry, recorder.families())]);
    recorder.increment(hits, { kind: "a" }, 3);
    expect(await registry.metrics()).toContain('hits_total{kind="a"} 3');
    expect(await registry.getSingleMetricAsString("hits_total")).toContain('hits_total{kind="b"} 0');
    const exposed = parseText(await exposer.text()).samples.filter(({ name }) => name === "hits_total");
    expect(exposed.map(({ labels, value }) => [labels["kind"], value])).toEqual([
      ["a", 3],
      ["b", 0],
    ]);
  });

  it("refuses a metric of one of our names", () => {
    const registry = new Registry();
    registrySource(registry, create().families());
    expect(() => new Gauge({ name: "hits_total", help: "h", registers: [registry] })).toThrow(
      "already been registered",
    );
  });

  it("begins anew with the others' metrics, and ours go on", async () => {
    const registry = new Registry();
    const recorder = create();
    const exposer = expose([recorder, registrySource(registry, recorder.families())]);
    const theirs = new Counter({ name: "theirs_total", help: "t", registers: [registry] });
    theirs.inc(2);
    recorder.increment(hits, { kind: "a" }, 3);
    registry.resetMetrics();
    const text = parseText(await exposer.text());
    expect(sampleValue(text, "theirs_total")).toBe(0);
    expect(sampleValue(text, "hits_total", { kind: "a" })).toBe(3);
  });

  it("exposes users' own metrics in both formats, default labels included", async () => {
    const registry = new Registry();
    registry.setDefaultLabels({ team: "desk" });
    new Counter({ name: "jobs_total", help: "j", labelNames: ["kind"], registers: [registry] }).inc({ kind: "x" }, 4);
    new Histogram({ name: "wait_seconds", help: "w", buckets: [1, 2], registers: [registry] }).observe(1.5);
    const exposer = expose([registrySource(registry, [])]);
    const text = parseText(await exposer.text());
    expect(sampleValue(text, "jobs_total", { kind: "x", team: "desk" })).toBe(4);
    expect(sampleValue(text, "wait_seconds_bucket", { le: "2.0", team: "desk" })).toBe(1);
    const families = checkOpenMetrics(await exposer.text(OPEN_METRICS));
    expect(families.map(({ name, type }) => [name, type])).toEqual([
      ["jobs", "counter"],
      ["wait_seconds", "histogram"],
    ]);
  });
});
