import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { days, seconds } from "../../lib/metrics/units.ts";
import { MOST } from "../../lib/services/capacity-boundary.ts";
import { carriesWithin, rungs, type Scale } from "../../lib/services/capacity-ladder.ts";
import { assemble } from "../../stacks/assemble.ts";
import { capacityOf, givenOf, standingOf } from "../../stacks/capacity.ts";
import { growthOf } from "../../stacks/capacity-growth.ts";
import { ladderOf } from "../../stacks/capacity-ladder.ts";
import { limitsOf, MESSAGES_OF_SYMBOL } from "../../stacks/capacity-limits.ts";
import { environments } from "../../stacks/environments/index.ts";
import { instanceFrom } from "../../stacks/instance.ts";
import type { Resolution } from "../../stacks/resolution.ts";
import { RESOLUTIONS } from "./synthesized.ts";

const model = assemble({
  environment: environments.local,
  instance: instanceFrom({}, "/nowhere", "local"),
  resolution: RESOLUTIONS["local"] as Resolution,
});
const growth = growthOf(givenOf(model, {}));
const limits = limitsOf({ growth, messagesPerSecond: MESSAGES_OF_SYMBOL });
const count = (max: number) => fc.integer({ min: 1, max });
const scales = fc.record({ replicas: count(MOST), symbols: count(MOST) });
const SLOW = { numRuns: 25 };

describe("what grows with replicas and symbols", () => {
  it("is what the listing of that scale needs", () => {
    fc.assert(
      fc.property(count(100), count(500), (replicas, symbols) => {
        expect(growth.need({ replicas, symbols })).toEqual(capacityOf(model, { replicas, symbols }).need);
      }),
      SLOW,
    );
  });

  it("is, as it stands, what nobody asked about", () => {
    expect(capacityOf(model)).toMatchObject({ scale: { replicas: 1, symbols: 3 } });
    expect(capacityOf(model, { replicas: 1, symbols: 3 }).need).toEqual(capacityOf(model).need);
  });

  it("grows by the same for every replica, and for every symbol of each", () => {
    const series = (replicas: number, symbols: number) => growth.need({ replicas, symbols }).series;
    const ofSymbol = series(1, 2) - series(1, 1);
    // Of each symbol a gap, a size, a value, two sides of trades and two signals.
    expect(ofSymbol).toBe(7);
    expect(series(1, 1_000) - series(1, 1)).toBe(999 * ofSymbol);
    expect(series(5, 1_000) - series(5, 1)).toBe(5 * 999 * ofSymbol);
    expect(series(9, 3) - series(8, 3)).toBe(series(2, 3) - series(1, 3));
  });

  it("never falls when a number rises", () => {
    fc.assert(
      fc.property(scales, scales, (a, b) => {
        const [low, high] = [meet(a, b), join(a, b)];
        const [less, more] = [growth.need(low), growth.need(high)];
        for (const quantity of ["series", "samplesPerSecond", "processors", "largestTarget"] as const)
          expect(less[quantity]).toBeLessThanOrEqual(more[quantity]);
        expect(less.memory.value).toBeLessThanOrEqual(more.memory.value);
        expect(less.disk.value).toBeLessThanOrEqual(more.disk.value);
        for (const { demand, name } of limits) expect(demand(low), name).toBeLessThanOrEqual(demand(high));
      }),
      SLOW,
    );
  });

  it("grows with retention on the disk only, and with a shorter interval in samples and not in series", () => {
    const [usual, longer] = [capacityOf(model).need, capacityOf(model, { retention: days(30) }).need];
    expect(longer).toEqual({ ...usual, disk: longer.disk });
    expect(longer.disk.value).toBeGreaterThan(usual.disk.value);
    const often = capacityOf(model, { interval: seconds(5) }).need;
    expect(often.series).toBe(usual.series);
    expect(often.samplesPerSecond).toBeCloseTo(3 * usual.samplesPerSecond);
  });
});

const meet = (a: Scale, b: Scale): Scale => pairwise(Math.min, a, b);
const join = (a: Scale, b: Scale): Scale => pairwise(Math.max, a, b);
const pairwise = (of: (a: number, b: number) => number, a: Scale, b: Scale): Scale => ({
  replicas: of(a.replicas, b.replicas),
  symbols: of(a.symbols, b.symbols),
});

describe("the number at which something ends", () => {
  const scale = { replicas: 2, symbols: 10 };
  const ladder = ladderOf(model, scale);
  const asked = [
    ...rungs(standingOf(model)).map(({ name, carries }) => ({
      name,
      carries: (at: Scale) => carries(growth.need(at)),
    })),
    ...limits.map((limit) => ({ name: limit.name, carries: carriesWithin(limit) })),
  ];
  const reaches = [...ladder.rungs, ...ladder.limits].map(({ name, carries }) => ({ name, reach: carries }));

  it.each(reaches)("is the boundary of $name: there it carries, one further it does not", ({ name, reach }) => {
    const carries = asked.find((one) => one.name === name)?.carries as (at: Scale) => boolean;
    for (const what of ["symbols", "replicas"] as const) {
      const end = reach[what];
      if (end > 0) expect(carries({ ...scale, [what]: end })).toBe(true);
      if (end < MOST) expect(carries({ ...scale, [what]: end + 1 })).toBe(false);
    }
  });

  it("agrees with whether what was asked for is carried", () => {
    for (const { enough, carries } of [...ladder.rungs, ...ladder.limits]) {
      expect(enough).toBe(carries.symbols >= scale.symbols);
      expect(enough).toBe(carries.replicas >= scale.replicas);
    }
  });

  it("of a notification is that of its largest rule, not of all: by instance it grows with the replicas", () => {
    expect(growth.alerts({ replicas: 1, symbols: 3 })).toBe(90);
    // Twelve kinds and reasons of fills that are lost, of each instance.
    expect(growth.alerts({ replicas: 41, symbols: 3 })).toBe(492);
    expect(limits.find(({ name }) => name === "alerts of one notification")).toMatchObject({ limit: 2_000 });
  });

  it("comes sooner the more messages a symbol brings, and is none where one is too many", () => {
    const ends = (messagesPerSecond: number) =>
      ladderOf(model, { messagesPerSecond }).limits.find(({ name }) => name === "messages of the feed")?.carries
        .symbols;
    expect([1, 1_000, 2_000, 200_000, 200_001].map(ends)).toEqual([200_000, 200, 100, 1, 0]);
  });
});
