import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { days, gibibytes, mebibytes, seconds } from "../../../lib/metrics/units.ts";
import { type Room, sizing } from "../../../lib/services/capacity.ts";
import { isEndless, reachOf, rungs, type Standing, scaleOut } from "../../../lib/services/capacity-ladder.ts";

const room: Room = { memory: mebibytes(512), disk: gibibytes(4), processors: 1 };
const standing: Standing = { room, isArchived: false, isTwofold: false };
const NAMES = ["as it stands", "more room, 4 GiB", "more room, 16 GiB", "long-term storage", "two of each", "shards"];

/** So many targets of so many series. */
const need = (targets: number, series: number, retention = days(15), interval = seconds(15)) =>
  sizing([{ targets, series, interval }], { series: 0, interval }, retention);

const anyNeed = fc
  .tuple(...[5_000, 10_000, 3_650, 60].map((max) => fc.integer({ min: 1, max })))
  .map(([targets = 1, series = 1, kept = 1, every = 1]) => need(targets, series, days(kept), seconds(every)));

describe("Prometheus' ladder", () => {
  it("begins with what it is given and leaves out machines that are smaller", () => {
    expect(rungs(standing).map(({ name }) => name)).toEqual(NAMES);
    expect(rungs({ ...standing, room: { ...room, memory: gibibytes(8) } }).map(({ name }) => name)).toEqual([
      "as it stands",
      ...NAMES.slice(2),
    ]);
  });

  it("carries more with every rung that gives capacity; two of each carry what one does", () => {
    fc.assert(
      fc.property(anyNeed, (some) => {
        const carried = rungs(standing).map(({ carries }) => carries(some));
        expect(carried).toEqual(carried.toSorted((a, b) => Number(a) - Number(b)));
      }),
    );
    const available = rungs(standing).filter(({ gives }) => gives === "availability");
    expect(available.map(({ name }) => name)).toEqual(["two of each"]);
  });

  it("is at the same rung as the step that the sizing names", () => {
    fc.assert(
      fc.property(anyNeed, (some) => {
        const [first] = rungs(standing).filter(({ carries }) => carries(some));
        const { step } = scaleOut(some, standing);
        const expected = {
          "as it stands": /^as it/,
          "more room": /^more room/,
          "remote storage": /^long/,
          shards: /^shards/,
          "smaller targets": /^none$/,
        };
        expect(first?.name ?? "none").toMatch(expected[step]);
      }),
    );
  });

  it("ends where one target has more series than one Prometheus carries", () => {
    const [shards] = rungs(standing).slice(-1);
    expect(shards?.carries(need(1_000_000, 2_000_000))).toBe(true);
    expect(shards?.carries(need(1, 2_000_001))).toBe(false);
    expect(shards?.carries(need(1_000_000, 200_000, days(15), seconds(1)))).toBe(true);
    expect(shards?.carries(need(1, 200_001, days(15), seconds(1)))).toBe(false);
  });

  it("has no rung that it stands on: an agent keeps nothing to store elsewhere, and two are two already", () => {
    const { memory, processors } = room;
    const agent = rungs({ room: { memory, processors }, isArchived: true, isTwofold: false });
    expect(agent.map(({ name }) => name)).toEqual(NAMES.filter((name) => name !== "long-term storage"));
    expect(agent[0]?.ends).toBe("the memory or processors that it is given");
    const twofold = rungs({ room, isArchived: true, isTwofold: true });
    expect(twofold.map(({ name }) => name)).toEqual(NAMES.filter((name) => name !== "two of each"));
    expect(twofold.find(({ name }) => name === "long-term storage")?.take).toMatch(/^a shorter retention here/);
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
