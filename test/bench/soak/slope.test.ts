import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFlat, type Point, slopeOf } from "../../../bench/soak/slope.ts";

const line = (perSecond: number, from: number, noise: (index: number) => number = () => 0): readonly Point[] =>
  Array.from({ length: 100 }, (_, index) => [5 * index, from + perSecond * 5 * index + noise(index)] as const);

describe("the slope of what was measured", () => {
  it("of a line is the line's, without an error", () => {
    const slope = slopeOf(line(2, 100));
    expect(slope?.perSecond).toBeCloseTo(2, 10);
    expect(slope?.error).toBeCloseTo(0, 10);
    expect(slope).toMatchObject({ mean: 100 + 2 * 5 * 49.5, points: 100 });
  });

  it("is found again in any line, wherever it begins", () => {
    const finite = fc.double({ min: -1_000, max: 1_000, noNaN: true });
    fc.assert(fc.property(finite, finite, (a, b) => void expect(slopeOf(line(a, b))?.perSecond).toBeCloseTo(a, 6)));
  });

  it("lies within its error where every second point is as much above as the next is below", () => {
    const slope = slopeOf(line(3, 0, (index) => (index % 2 === 0 ? 10 : -10)));
    expect(slope?.error).toBeGreaterThan(0);
    expect(Math.abs((slope?.perSecond ?? 0) - 3)).toBeLessThan(slope?.error ?? 0);
  });

  it("is less sure where neighbours are alike than where they are not", () => {
    const waves = slopeOf(line(0, 0, (index) => (Math.floor(index / 10) % 2 === 0 ? 10 : -10)));
    const noise = slopeOf(line(0, 0, (index) => (index % 2 === 0 ? 10 : -10)));
    expect(waves?.error).toBeGreaterThan(3 * (noise?.error ?? 0));
  });

  it.each([
    ["no point", []],
    ["two points", line(1, 0).slice(0, 2)],
    [
      "points of one moment",
      [
        [1, 1],
        [1, 2],
        [1, 3],
      ] as const,
    ],
  ])("is not told of %s", (_what, points) => expect(slopeOf(points)).toBeUndefined());
});

describe("memory is flat", () => {
  const flat = (points: readonly Point[]) => {
    const slope = slopeOf(points);
    return slope && isFlat(slope);
  };
  const MIB = 2 ** 20;
  const HOUR = 3_600;

  it("when it stays, shrinks, or grows by less than a twentieth an hour", () => {
    expect(flat(line(0, 200 * MIB))).toBe(true);
    expect(flat(line((-20 * MIB) / HOUR, 200 * MIB))).toBe(true);
    expect(flat(line((9 * MIB) / HOUR, 200 * MIB))).toBe(true);
  });

  it("not when it grows surely by more than that", () => {
    expect(flat(line((12 * MIB) / HOUR, 200 * MIB))).toBe(false);
    expect(flat(line((40 * MIB) / HOUR, 200 * MIB, (index) => (index % 2 === 0 ? MIB : -MIB) / 4))).toBe(false);
  });

  it("as far as can be told, when its growth drowns in noise", () => {
    expect(flat(line((20 * MIB) / HOUR, 200 * MIB, (index) => (index % 2 === 0 ? 30 : -30) * MIB))).toBe(true);
  });
});
