import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { days, gibibytes, mebibytes, seconds } from "../../../lib/metrics/units.ts";
import { type Room, scaleOut, sizing } from "../../../lib/services/capacity.ts";
import { isEndless, reachOf, rungs } from "../../../lib/services/capacity-ladder.ts";

const room: Room = { memory: mebibytes(512), disk: gibibytes(4), processors: 1 };
const NAMES = ["as it stands", "more room, 4 GiB", "more room, 16 GiB", "long-term storage", "two of each", "shards"];

/** So many targets of so many series. */
const need = (targets: number, series: number, retention = days(15)) =>
  sizing([{ targets, series, interval: seconds(15) }], { series: 0, interval: seconds(15) }, retention);

const anyNeed = fc
  .tuple(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 3_650 }))
  .map(([targets, series, kept]) => need(targets, series, days(kept)));

describe("Prometheus' ladder", () => {
  it("begins with what it is given and leaves out machines that are smaller", () => {
    expect(rungs(room).map(({ name }) => name)).toEqual(NAMES);
    expect(rungs({ ...room, memory: gibibytes(8) }).map(({ name }) => name)).toEqual([
      "as it stands",
      ...NAMES.slice(2),
    ]);
  });

  it("carries more with every rung that gives capacity; two of each carry what one does", () => {
    fc.assert(
      fc.property(anyNeed, (some) => {
        const carried = rungs(room).map(({ carries }) => carries(some));
        expect(carried).toEqual(carried.toSorted((a, b) => Number(a) - Number(b)));
      }),
    );
    const available = rungs(room).filter(({ gives }) => gives === "availability");
    expect(available.map(({ name }) => name)).toEqual(["two of each"]);
  });

  it("is at the same rung as the step that the sizing names", () => {
    fc.assert(
      fc.property(anyNeed, (some) => {
        const [first] = rungs(room).filter(({ carries }) => carries(some));
        const { step } = scaleOut(some, room);
        const expected = {
          "as it stands": /^as it/,
          "more room": /^(more room|long-term)/,
          "remote storage": /^long/,
          shards: /^shards/,
        };
        expect(first?.name).toMatch(expected[step]);
      }),
    );
  });

  it("ends where one target has more series than one Prometheus carries", () => {
    const [shards] = rungs(room).slice(-1);
    expect(shards?.carries(need(1_000_000, 2_000_000))).toBe(true);
    expect(shards?.carries(need(1, 2_000_001))).toBe(false);
  });
});

describe("how far something reaches", () => {
  it("is told of each number, the other as it was asked for", () => {
    const reach = reachOf(({ replicas, symbols }) => replicas * symbols <= 100, { replicas: 4, symbols: 7 });
    expect(reach).toEqual({ symbols: 25, replicas: 14 });
  });

  it("is endless where no end was found", () => {
    const { symbols, replicas } = reachOf((scale) => scale.replicas <= 3, { replicas: 1, symbols: 1 });
    expect([isEndless(symbols), isEndless(replicas)]).toEqual([true, false]);
    expect(replicas).toBe(3);
  });
});
