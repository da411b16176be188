import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alertsOf, covered, gaps, inParts, joined, stretches } from "../../../../lib/alerting/backtest/index.ts";
import { MINUTE, seriesOf } from "./given.ts";

describe("evaluations in parts", () => {
  it("are all of them once, in their order, and none has more than it may", () => {
    const count = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1, max: 90 }), (most, steps, interval) => {
        const parts = inParts({ first: 7, last: 7 + (steps - 1) * interval, interval }, most);
        const instants = parts.map(({ first, last }) =>
          Array.from({ length: (last - first) / interval + 1 }, (_, index) => first + index * interval),
        );
        expect(instants.flat()).toEqual(Array.from({ length: steps }, (_, index) => 7 + index * interval));
        expect(Math.max(...instants.map(({ length }) => length))).toBeLessThanOrEqual(most);
      }),
    );
  });

  it("are none of no time", () => {
    expect(inParts({ first: 10, last: 0, interval: 5 }, 11_000)).toEqual([]);
  });

  it("are joined by labels, in whatever order these stand", () => {
    const [a, b] = [
      { x: "1", y: "2" },
      { y: "2", x: "1" },
    ];
    expect(
      joined([
        [{ labels: a, at: [1, 2] }],
        [
          { labels: { x: "1" }, at: [3] },
          { labels: b, at: [4] },
        ],
      ]),
    ).toEqual([
      { labels: a, at: [1, 2, 4] },
      { labels: { x: "1" }, at: [3] },
    ]);
  });
});

describe("the alerts of series", () => {
  it("are told apart by labels that are not the rule's own, and not by the metric's name", () => {
    const series = [
      seriesOf("x..", { __name__: "up", job: "a", severity: "low" }),
      seriesOf("..x", { __name__: "down", job: "a" }),
    ];
    expect(alertsOf(series, { severity: "critical" })).toEqual([{ labels: { job: "a" }, at: [0, 2 * MINUTE] }]);
  });

  it("cannot be told where two are one at the same time, as Prometheus then evaluates nothing", () => {
    const series = [seriesOf("xx", { job: "a", severity: "low" }), seriesOf(".x", { job: "a" })];
    expect(() => alertsOf(series, { severity: "critical" })).toThrow('two series are one alert, [["job","a"]]');
  });

  it("cannot be told where a label says the value", () => {
    expect(() => alertsOf([], { at: "{{ $value | humanize }}" })).toThrow("its label at says the value");
    expect(alertsOf([], { at: "{{ $labels.value }}" })).toEqual([]);
  });
});

describe("data with gaps", () => {
  const data = stretches([0, MINUTE, 2 * MINUTE, 10 * MINUTE], MINUTE);

  it("is told by its stretches, and by how much is missing", () => {
    expect(data).toEqual([
      { from: 0, to: 2 * MINUTE },
      { from: 10 * MINUTE, to: 10 * MINUTE },
    ]);
    expect(gaps(data, 10 * MINUTE, MINUTE)).toBe(8 * MINUTE);
  });

  it("is missing up to now too, where it ends more than a step ago", () => {
    expect(gaps(data, 11 * MINUTE, MINUTE)).toBe(8 * MINUTE);
    expect(gaps(data, 11 * MINUTE + 1, MINUTE)).toBe(9 * MINUTE + 1);
    expect(gaps(data, 100 * MINUTE, MINUTE)).toBe(98 * MINUTE);
  });

  it("lets nothing fire of which there is no data", () => {
    const [series] = covered([seriesOf("xxxxxxxxxxxx", {})], data, MINUTE);
    expect(series?.at.map((instant) => instant / MINUTE)).toEqual([0, 1, 2, 10]);
    expect(covered([seriesOf(".....x", {})], data, MINUTE)).toEqual([]);
  });
});
