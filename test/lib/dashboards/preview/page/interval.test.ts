import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationText, milliseconds } from "../../../../../lib/dashboards/preview/page/src/data/duration.ts";
import {
  aligned,
  intervalOf,
  rateIntervalOf,
  roundInterval,
  stepOf,
} from "../../../../../lib/dashboards/preview/page/src/data/interval.ts";

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const span = (length: number) => ({ from: 1_800_000_000_000 - length, to: 1_800_000_000_000 });

describe("the interval between two points", () => {
  it("is one that people count in, near one point a pixel", () => {
    expect(intervalOf(span(HOUR), 1000, SECOND)).toBe(5 * SECOND);
    expect(intervalOf(span(6 * HOUR), 600, SECOND)).toBe(30 * SECOND);
    expect(intervalOf(span(7 * 24 * HOUR), 500, SECOND)).toBe(20 * 60 * SECOND);
  });

  it("is never shorter than what is scraped", () => {
    expect(intervalOf(span(HOUR), 1000, 15 * SECOND)).toBe(15 * SECOND);
  });

  it("is never so short that Prometheus would refuse the points", () => {
    fc.assert(
      fc.property(fc.integer({ min: SECOND, max: 400 * 24 * HOUR }), (length) => {
        expect(length / stepOf(span(length), 1)).toBeLessThanOrEqual(11_000);
      }),
    );
  });

  it.each([
    [9, 1],
    [14, 10],
    [349, 200],
    [12_499, 10_000],
    [12_500, 15_000],
    [90_000, 120_000],
    [86_399_999, 43_200_000],
    [3_628_800_000, 31_536_000_000],
  ])("of %d ms is rounded to %d ms, as Grafana does", (interval, rounded) => {
    expect(roundInterval(interval)).toBe(rounded);
  });
});

describe("$__rate_interval", () => {
  it("is four scrapes at least, and else one scrape more than the interval", () => {
    expect(rateIntervalOf(15 * SECOND, 15 * SECOND)).toBe(60 * SECOND);
    expect(rateIntervalOf(120 * SECOND, 15 * SECOND)).toBe(135 * SECOND);
  });
});

describe("the ends of a range", () => {
  it("fall on multiples of the step", () => {
    expect(aligned({ from: 100_007, to: 200_009 }, 15_000)).toEqual({ from: 90_000, to: 195_000 });
  });

  it("fall on the viewer's own midnight for steps of a day", () => {
    const day = 24 * HOUR;
    const { from } = aligned({ from: 10 * day + 5 * HOUR, to: 12 * day }, day, 2 * HOUR);
    expect(from).toBe(10 * day - 2 * HOUR);
  });

  it("stay the same until a step has passed", () => {
    fc.assert(
      fc.property(fc.nat(1e12), fc.integer({ min: 1, max: 1e6 }), fc.nat(1e6), (time, step, later) => {
        const first = aligned({ from: time, to: time }, step).to;
        const then = aligned({ from: time, to: time + later }, step).to;
        expect((then - first) % step).toBe(0);
        expect(time - first).toBeLessThan(step);
      }),
    );
  });
});

describe("a duration", () => {
  it("is read in every unit, and several of them", () => {
    expect(milliseconds("15s")).toBe(15 * SECOND);
    expect(milliseconds("1m30s")).toBe(90 * SECOND);
    expect(milliseconds("2d")).toBe(48 * HOUR);
    expect(milliseconds("250ms")).toBe(250);
  });

  it("is none without a number or with an unknown unit", () => {
    expect(["", "s", "5", "5 s", "$__interval"].map(milliseconds)).toEqual(Array(5).fill(undefined));
  });

  it("is written so that it is read back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e10 }), (ms) => {
        expect(milliseconds(durationText(ms))).toBe(ms);
      }),
    );
  });
});
