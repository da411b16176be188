import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { counter, gauge, histogram } from "../../../lib/metrics/definitions.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import { milliseconds, seconds } from "../../../lib/metrics/units.ts";
import { parseText, sampleValue } from "./parse-text.ts";

const symbols = { upTo: 2 } as const;
const SIDES = ["buy", "sell"] as const;
const droppedSets = counter({ name: "dropped_sets_total", help: "d", unit: "items" });
const droppedValues = counter({ name: "dropped_values_total", help: "d", unit: "items" });
const plain = counter({ name: "plain_total", help: "p", unit: "items" });
const trades = counter({ name: "trades_total", help: "t", unit: "items", labels: { symbol: symbols, side: SIDES } });
const sides = counter({ name: "sides_total", help: "s", unit: "items", labels: { side: SIDES } });
const position = gauge({ name: "position", help: "p", unit: "items", labels: { symbol: symbols } });
const pair = gauge({ name: "pair", help: "p", unit: "items", labels: { a: { upTo: 9 }, b: { upTo: 9 } } });
const limit = gauge({ name: "limit_bytes", help: "l", unit: "bytes" });
const latency = histogram({
  name: "latency_seconds",
  help: "l",
  unit: "seconds",
  buckets: [milliseconds(500), seconds(1), seconds(5)],
});
const stranger = counter({ name: "stranger_total", help: "not in the list", unit: "items" });

const create = () =>
  new MetricsRecorder([droppedSets, droppedValues, plain, trades, sides, position, pair, limit, latency], {
    labelSets: droppedSets,
    values: droppedValues,
  });
const scrape = (recorder: MetricsRecorder) => parseText(renderText(recorder.families()));

describe("a recorder", () => {
  it("exposes sets over bounded lists at 0 before anything happened", () => {
    const text = scrape(create());
    expect(sampleValue(text, "sides_total", { side: "buy" })).toBe(0);
    expect(sampleValue(text, "sides_total", { side: "sell" })).toBe(0);
    expect(sampleValue(text, "plain_total")).toBe(0);
    expect(sampleValue(text, "latency_seconds_count")).toBe(0);
    expect(text.samples.some(({ name }) => name === "trades_total")).toBe(false);
  });

  it("brings every set of a new open value at its first use, so that rate() sees it start from 0", () => {
    const recorder = create();
    recorder.increment(trades, { symbol: "BTC", side: "buy" });
    expect(sampleValue(scrape(recorder), "trades_total", { symbol: "BTC", side: "buy" })).toBe(1);
    expect(sampleValue(scrape(recorder), "trades_total", { symbol: "BTC", side: "sell" })).toBe(0);
  });

  it("exposes declared values at 0 in every metric that shares their domain", () => {
    const recorder = create();
    recorder.declare(symbols, ["ETH"]);
    expect(sampleValue(scrape(recorder), "trades_total", { symbol: "ETH", side: "sell" })).toBe(0);
    expect(sampleValue(scrape(recorder), "position", { symbol: "ETH" })).toBe(0);
  });

  it("does not multiply several open labels with each other", () => {
    const recorder = create();
    recorder.set(pair, { a: "1", b: "x" }, 1);
    recorder.set(pair, { a: "2", b: "y" }, 2);
    expect(scrape(recorder).samples.filter(({ name }) => name === "pair")).toHaveLength(2);
  });

  it("keeps what is beyond the cap under `other`, and counts it", () => {
    const recorder = create();
    for (const symbol of ["A", "B", "C", "D"]) recorder.increment(trades, { symbol, side: "buy" });
    const text = scrape(recorder);
    expect(sampleValue(text, "trades_total", { symbol: "other", side: "buy" })).toBe(2);
    expect(sampleValue(text, "trades_total", { symbol: "C", side: "buy" })).toBeUndefined();
    expect(sampleValue(text, "dropped_sets_total")).toBe(2);
  });

  it("keeps a value outside a bounded list under `other`, and counts it", () => {
    const recorder = create();
    recorder.increment(sides, { side: "hold" as "buy" });
    expect(sampleValue(scrape(recorder), "sides_total", { side: "other" })).toBe(1);
    expect(sampleValue(scrape(recorder), "dropped_sets_total")).toBe(1);
  });

  it("keeps a label that is no text under `other`, and counts it", () => {
    const recorder = create();
    const notTexts: readonly unknown[] = [undefined, null, 7, Symbol("s"), {}, "half a character: \ud83d"];
    for (const symbol of notTexts) recorder.increment(trades, { symbol: symbol as string, side: "buy" });
    recorder.increment(trades, null as unknown as { symbol: string; side: "buy" });
    const text = scrape(recorder);
    expect(sampleValue(text, "trades_total", { symbol: "other", side: "buy" })).toBe(notTexts.length);
    expect(sampleValue(text, "dropped_sets_total")).toBe(notTexts.length + 1);
  });

  it("finds a set whatever the order of its labels, and whatever else the object has", () => {
    const recorder = create();
    recorder.increment(trades, { side: "buy", symbol: "A" });
    recorder.increment(trades, { symbol: "A", side: "buy", venue: "binance" } as { symbol: string; side: "buy" });
    const prototype = { venue: "binance", symbol: "A" };
    recorder.increment(trades, Object.assign(Object.create(prototype), { side: "buy" }));
    expect(sampleValue(scrape(recorder), "trades_total", { symbol: "A", side: "buy" })).toBe(3);
    expect(sampleValue(scrape(recorder), "dropped_sets_total")).toBe(0);
  });

  it("finds the right set of each of many values, those that it compares and those that it looks up", () => {
    const many = counter({ name: "many_total", help: "m", unit: "items", labels: { a: { upTo: 40 }, side: SIDES } });
    const recorder = new MetricsRecorder([droppedSets, droppedValues, many], {
      labelSets: droppedSets,
      values: droppedValues,
    });
    const names = Array.from({ length: 40 }, (_, index) => `symbol${index}`);
    for (const [index, a] of names.entries()) recorder.increment(many, { a, side: "sell" }, index);
    for (const [index, a] of names.entries())
      expect(sampleValue(scrape(recorder), "many_total", { a, side: "sell" })).toBe(index);
  });

  it("does not take a copy of a metric for the metric", () => {
    const recorder = create();
    recorder.increment({ ...plain }, {});
    expect(sampleValue(scrape(recorder), "plain_total")).toBe(0);
    expect(sampleValue(scrape(recorder), "dropped_values_total")).toBe(1);
  });

  it("refuses NaN, infinities and a counter's decrease, and counts each", () => {
    const recorder = create();
    recorder.increment(plain, {}, 3);
    recorder.increment(plain, {}, Number.NaN);
    recorder.increment(plain, {}, -1);
    recorder.increment(plain, {}, Number.POSITIVE_INFINITY);
    recorder.set(limit, {}, Number.NaN);
    recorder.observe(latency, {}, Number.NEGATIVE_INFINITY);
    recorder.set(limit, {}, undefined as unknown as number);
    const text = scrape(recorder);
    expect(sampleValue(text, "plain_total")).toBe(3);
    expect(sampleValue(text, "latency_seconds_count")).toBe(0);
    expect(sampleValue(text, "dropped_values_total")).toBe(6);
  });

  it("counts a recording of a metric that it was not made with", () => {
    const recorder = create();
    recorder.increment(stranger, {});
    expect(sampleValue(scrape(recorder), "dropped_values_total")).toBe(1);
  });

  it("fails to bind a metric that it was not made with", () => {
    expect(() => create().counter(stranger, {})).toThrow("metric stranger_total is not in the recorder's list");
  });

  it("records through a bound handle into the same series", () => {
    const recorder = create();
    const handle = recorder.counter(sides, { side: "buy" });
    handle.increment();
    recorder.increment(sides, { side: "buy" });
    expect(sampleValue(scrape(recorder), "sides_total", { side: "buy" })).toBe(2);
  });

  it("does not mix label sets whose joined texts are the same", () => {
    const recorder = create();
    recorder.set(pair, { a: "1,b:2", b: "" }, 1);
    recorder.set(pair, { a: "1", b: "2" }, 2);
    expect(sampleValue(scrape(recorder), "pair", { a: "1,b:2", b: "" })).toBe(1);
    expect(sampleValue(scrape(recorder), "pair", { a: "1", b: "2" })).toBe(2);
  });

  it("may be given one label object again and again, changed in between", () => {
    const recorder = create();
    const labels = { symbol: "A" };
    recorder.set(position, labels, 1);
    labels.symbol = "B";
    recorder.set(position, labels, 2);
    expect(sampleValue(scrape(recorder), "position", { symbol: "A" })).toBe(1);
    expect(sampleValue(scrape(recorder), "position", { symbol: "B" })).toBe(2);
  });

  it("does not expose a removed gauge until it is set again", () => {
    const recorder = create();
    recorder.remove(limit, {});
    expect(sampleValue(scrape(recorder), "limit_bytes")).toBeUndefined();
    recorder.set(limit, {}, 7);
    expect(sampleValue(scrape(recorder), "limit_bytes")).toBe(7);
  });

  it("puts an observation on a bound into that bound's bucket", () => {
    const recorder = create();
    for (const value of [0.5, 0.6, 5, 6]) recorder.observe(latency, {}, value);
    const text = scrape(recorder);
    expect(sampleValue(text, "latency_seconds_bucket", { le: "0.5" })).toBe(1);
    expect(sampleValue(text, "latency_seconds_bucket", { le: "1.0" })).toBe(2);
    expect(sampleValue(text, "latency_seconds_bucket", { le: "5.0" })).toBe(3);
    expect(sampleValue(text, "latency_seconds_bucket", { le: "+Inf" })).toBe(4);
    expect(sampleValue(text, "latency_seconds_sum")).toBeCloseTo(12.1, 12);
  });

  it("counts every observation at or below each bound, whatever the values", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 10, noNaN: true })), (values) => {
        const recorder = create();
        for (const value of values) recorder.observe(latency, {}, value);
        const text = scrape(recorder);
        for (const bound of [0.5, 1, 5])
          expect(
            sampleValue(text, "latency_seconds_bucket", { le: Number.isInteger(bound) ? `${bound}.0` : `${bound}` }),
          ).toBe(values.filter((value) => value <= bound).length);
        expect(sampleValue(text, "latency_seconds_count")).toBe(values.length);
      }),
    );
  });

  it("never throws and never exposes a value that is not a number, whatever it is given", () => {
    const anything = fc.anything() as fc.Arbitrary<never>;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), anything, anything)), (recordings) => {
        const recorder = create();
        for (const [symbol, value, labels] of recordings) {
          recorder.set(position, { symbol }, value);
          recorder.increment(trades, { symbol, side: "buy" }, value);
          recorder.increment(trades, labels);
          recorder.observe(latency, labels, value, labels);
        }
        const { samples } = scrape(recorder);
        expect(samples.filter((sample) => Number.isNaN(sample.value))).toEqual([]);
        expect(samples.filter(({ name }) => name === "position").length).toBeLessThanOrEqual(symbols.upTo + 1);
      }),
    );
  });
});
