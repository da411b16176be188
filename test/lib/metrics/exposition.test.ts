import fc from "fast-check";
import { Counter, Histogram, Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import { counter, gauge } from "../../../lib/metrics/definitions.ts";
import { Exposer } from "../../../lib/metrics/exposer.ts";
import { type Family, renderText } from "../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import { registrySource } from "../../../lib/metrics/registry-source.ts";
import { formatBound } from "../../../lib/metrics/text.ts";
import { parseText, sampleValue } from "./parse-text.ts";

const droppedSets = counter({ name: "dropped_sets_total", help: "d", unit: "items" });
const droppedValues = counter({ name: "dropped_values_total", help: "d", unit: "items" });
const drops = { labelSets: droppedSets, values: droppedValues };
const hits = counter({ name: "hits_total", help: "h", unit: "items" });
const anyText = fc.string({ unit: "binary" });

const exposition = (sources: ConstructorParameters<typeof Exposer>[0]["sources"], rendered = (_: number) => {}) =>
  new Exposer({ sources, elapsed: () => 0, refresh: () => undefined, rendered });

describe("the text format", () => {
  it("reads back as what was recorded, whatever the labels say", () => {
    fc.assert(
      fc.property(
        fc.dictionary(anyText, fc.double({ noNaN: true, noDefaultInfinity: true }), { maxKeys: 8 }),
        (values) => {
          const size = gauge({ name: "size", help: "h", unit: "items", labels: { of: { upTo: 8 } } });
          const recorder = new MetricsRecorder([size, droppedSets, droppedValues], drops);
          for (const [of, value] of Object.entries(values)) recorder.set(size, { of }, value);
          const read = parseText(renderText(recorder.families()));
          const expected = Object.entries(values).map(([of, value]) => ({
            name: "size",
            labels: { of },
            value: value + 0,
          }));
          expect(read.samples.filter(({ name }) => name === "size")).toEqual(expected);
        },
      ),
    );
  });

  it("reads back a help text, whatever it says", () => {
    fc.assert(
      fc.property(anyText, (help) => {
        const family: Family = { name: "a", help, type: "gauge", samples: () => [["a", 1]] };
        expect(parseText(renderText([family])).families).toEqual([{ name: "a", help, type: "gauge" }]);
      }),
    );
  });

  it("leaves out a family without samples", () => {
    expect(renderText([{ name: "a", help: "h", type: "gauge", samples: () => [] }])).toBe("");
  });

  it.each([
    [1, "1.0"],
    [0.5, "0.5"],
    [0, "0.0"],
    [0.00001, "1e-05"],
    [999_999, "999999.0"],
    [1_000_000, "1e+06"],
    [1_234_567, "1.234567e+06"],
    [Number.POSITIVE_INFINITY, "+Inf"],
  ])("spells the bound %d as Prometheus 3 stores it", (bound, text) => {
    expect(formatBound(bound)).toBe(text);
  });

  it("spells every bound so that it reads back as the same number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (bound) => {
        expect(Number(formatBound(bound))).toBe(bound + 0);
        expect(formatBound(bound)).toMatch(/[.e]/);
      }),
    );
  });
});

describe("an exposition", () => {
  const create = () => new MetricsRecorder([hits, droppedSets, droppedValues], drops);

  it("shows an increment in the very next scrape", async () => {
    const recorder = create();
    const scrapes = exposition([recorder]);
    const before = sampleValue(parseText(await scrapes.text()), "hits_total");
    recorder.increment(hits, {}, 100);
    expect(before).toBe(0);
    expect(sampleValue(parseText(await scrapes.text()), "hits_total")).toBe(100);
  });

  it("renders once for scrapes that come together, with what was recorded until then", async () => {
    const recorder = create();
    const renderings: number[] = [];
    const scrapes = exposition([recorder], (seconds) => renderings.push(seconds));
    const first = scrapes.text();
    recorder.increment(hits, {});
    const [one, two] = await Promise.all([first, scrapes.text()]);
    expect(one).toBe(two);
    expect(sampleValue(parseText(one), "hits_total")).toBe(1);
    expect(renderings).toHaveLength(1);
  });

  it("goes on after a source failed", async () => {
    let fails = true;
    const scrapes = exposition([
      {
        families: async () => {
          if (fails) throw new Error("broken");
          return [];
        },
      },
    ]);
    await expect(scrapes.text()).rejects.toThrow("broken");
    fails = false;
    await expect(scrapes.text()).resolves.toBe("");
  });

  it("refreshes values before it writes them", async () => {
    const recorder = create();
    const scrapes = new Exposer({
      sources: [recorder],
      elapsed: () => 0,
      refresh: () => recorder.increment(hits, {}),
      rendered: () => undefined,
    });
    expect(sampleValue(parseText(await scrapes.text()), "hits_total")).toBe(1);
  });

  it("shows a registry's metrics beside the recorder's, bounds spelled alike", async () => {
    const registry = new Registry();
    new Counter({ name: "jobs_total", help: "j", labelNames: ["kind"], registers: [registry] }).inc({ kind: 'a"b' }, 4);
    new Histogram({ name: "wait_seconds", help: "w", buckets: [1, 2], registers: [registry] }).observe(1.5);
    const text = parseText(await exposition([create(), registrySource(registry, [])]).text());
    expect(sampleValue(text, "jobs_total", { kind: 'a"b' })).toBe(4);
    expect(sampleValue(text, "wait_seconds_bucket", { le: "2.0" })).toBe(1);
    expect(sampleValue(text, "wait_seconds_sum")).toBe(1.5);
    expect(text.families).toContainEqual({ name: "wait_seconds", help: "w", type: "histogram" });
    expect(sampleValue(text, "hits_total")).toBe(0);
  });
});
