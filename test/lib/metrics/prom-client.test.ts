/** What is wrong in prom-client 15.1.3, shown beside what ours does with the same. Those of its lag and its garbage
 * collections are held in test/app/runtime; its cluster's averages have no counterpart here. */
import { Counter, Gauge, Histogram, Registry, type RegistryContentType } from "prom-client";
import { describe, expect, it } from "vitest";
import { counter, gauge, histogram } from "../../../lib/metrics/definitions.ts";
import { Exposer } from "../../../lib/metrics/exposer.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { OPEN_METRICS } from "../../../lib/metrics/format.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import { registrySource } from "../../../lib/metrics/registry-source.ts";
import { seconds } from "../../../lib/metrics/units.ts";
import { checkOpenMetrics } from "./check-open-metrics.ts";
import { parseText, sampleValue } from "./parse-text.ts";

const labelSets = counter({ name: "dropped_sets_total", help: "d", unit: "items" });
const values = counter({ name: "dropped_values_total", help: "d", unit: "items" });
const hits = counter({ name: "hits_total", help: "h", unit: "items" });
const moved = counter({ name: "moved_total", help: "m", unit: "items", labels: { s: { upTo: 9 } } });
const pair = counter({ name: "pair_total", help: "p", unit: "items", labels: { a: { upTo: 9 }, b: { upTo: 9 } } });
const sides = counter({ name: "sides_total", help: "s", unit: "items", labels: { side: ["buy", "sell"] } });
const level = gauge({ name: "level", help: "l", unit: "items" });
const wait = histogram({ name: "wait_seconds", help: "w", unit: "seconds", buckets: [seconds(1)] });
const undefinedNumber = undefined as unknown as number;

function createBoth() {
  const recorder = new MetricsRecorder([labelSets, values, hits, moved, pair, sides, level, wait], {
    labelSets,
    values,
  });
  return { recorder, registry: new Registry(), read: () => parseText(renderText(recorder.families())) };
}

describe("a value that is no number", () => {
  it("poisons a counter of prom-client for ever, and is refused here", () => {
    const { recorder, registry, read } = createBoth();
    const theirs = new Counter({ name: "hits_total", help: "h", registers: [registry] });
    theirs.inc(Number.NaN);
    theirs.inc(1);
    recorder.increment(hits, {}, Number.NaN);
    recorder.increment(hits, {}, 1);
    expect(sampleValue(read(), "hits_total")).toBe(1);
    return expect(theirs.get()).resolves.toMatchObject({ values: [{ value: Number.NaN }] });
  });

  it("is thrown into the trading path by prom-client, and is counted here", () => {
    const { recorder, registry, read } = createBoth();
    const theirs = new Gauge({ name: "level", help: "l", registers: [registry] });
    const theirWait = new Histogram({ name: "wait_seconds", help: "w", registers: [registry] });
    expect(() => theirs.set(undefinedNumber)).toThrow();
    expect(() => theirWait.observe(undefinedNumber)).toThrow();
    recorder.set(level, {}, undefinedNumber);
    recorder.observe(wait, {}, undefinedNumber);
    recorder.increment(hits, {}, -1);
    expect(sampleValue(read(), "dropped_values_total")).toBe(3);
  });
});

describe("label sets", () => {
  it("are one when their joined texts are the same in prom-client, and two here", async () => {
    const { recorder, registry, read } = createBoth();
    const theirs = new Counter({ name: "pair_total", help: "p", labelNames: ["a", "b"], registers: [registry] });
    for (const labels of [
      { a: "1,b:2", b: "" },
      { a: "1", b: "2,b:" },
    ])
      recorder.increment(pair, labels);
    theirs.inc({ a: "1,b:2" });
    theirs.inc({ a: "1", b: "2" });
    expect((await theirs.get()).values).toHaveLength(1);
    expect(read().samples.filter(({ name }) => name === "pair_total")).toHaveLength(2);
  });

  it("follow an object that is changed afterwards in prom-client, and not here", async () => {
    const { recorder, registry, read } = createBoth();
    const theirs = new Counter({ name: "moved_total", help: "m", labelNames: ["s"], registers: [registry] });
    const labels = { s: "BTC" };
    for (const s of ["BTC", "ETH"]) {
      labels.s = s;
      theirs.inc(labels);
      recorder.increment(moved, labels);
    }
    const shown = (await theirs.get()).values.map((one) => one.labels.s);
    expect(shown).toEqual(["ETH", "ETH"]);
    expect(read().samples.flatMap((one) => one.labels["s"] ?? [])).toEqual(["BTC", "ETH"]);
  });

  it("are not there before their first use in prom-client, and at 0 here", async () => {
    const { registry, read } = createBoth();
    const theirs = new Counter({ name: "sides_total", help: "s", labelNames: ["side"], registers: [registry] });
    expect((await theirs.get()).values).toEqual([]);
    expect(sampleValue(read(), "sides_total", { side: "buy" })).toBe(0);
    expect(sampleValue(read(), "sides_total", { side: "sell" })).toBe(0);
  });
});

describe("a scrape", () => {
  it("in OpenMetrics breaks the text of prom-client for good, and leaves ours as it was", async () => {
    const { recorder, registry } = createBoth();
    const theirs = new Registry<RegistryContentType>();
    new Counter({ name: "foo_total", help: "f", registers: [theirs] }).inc();
    theirs.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    await theirs.metrics();
    theirs.setContentType(Registry.PROMETHEUS_CONTENT_TYPE);
    expect(await theirs.metrics()).toContain("\nfoo 1");

    new Counter({ name: "foo_total", help: "f", registers: [registry] }).inc();
    const nothing = () => undefined;
    const sources = [recorder, registrySource(registry, recorder.families())];
    const exposer = new Exposer({ sources, elapsed: () => 0, refresh: nothing, rendered: nothing });
    const before = await exposer.text();
    checkOpenMetrics(await exposer.text(OPEN_METRICS));
    expect(await exposer.text()).toBe(before);
    expect(sampleValue(parseText(before), "foo_total")).toBe(1);
  });

  it("spells NaN as `Nan` in prom-client, and as the format does here", async () => {
    const { recorder, registry } = createBoth();
    new Gauge({ name: "theirs", help: "t", registers: [registry] }).set(Number.NaN);
    const families = await registrySource(registry, recorder.families()).families();
    expect(await registry.getSingleMetricAsString("theirs")).toContain("theirs Nan");
    expect(renderText(families)).toContain("theirs NaN\n");
  });
});
