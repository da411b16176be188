import { describe, expect, it } from "vitest";
import { Curve, sampleCurve } from "../../../app/desk/curve.ts";
import { FakeClock } from "../support/fake-clock.ts";

describe("a curve", () => {
  it("keeps its last samples, oldest first", () => {
    const curve = new Curve(3);
    for (const time of [1, 2, 3, 4, 5]) curve.add(time, time * 10);
    expect(curve.since(0)).toEqual([
      [3, 30],
      [4, 40],
      [5, 50],
    ]);
  });

  it("tells a reader only the samples that are new to it", () => {
    const curve = new Curve(3);
    curve.add(1, 10);
    const known = curve.added;
    curve.add(2, 20);
    expect(curve.since(known)).toEqual([[2, 20]]);
    expect(curve.since(curve.added)).toEqual([]);
  });

  it("leaves out what is no number", () => {
    const curve = new Curve(3);
    curve.add(1, Number.NaN);
    expect(curve.since(0)).toEqual([]);
  });

  it("is sampled now and each five seconds, until that is cancelled", () => {
    const clock = new FakeClock(0);
    const curve = new Curve(10);
    let pnl = 1;
    const cancel = sampleCurve(curve, clock, () => pnl);
    pnl = -2.5;
    clock.advance(9_999);
    cancel();
    clock.advance(60_000);
    expect(curve.since(0)).toEqual([
      [0, 1],
      [5_000, -2.5],
    ]);
  });
});
