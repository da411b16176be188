import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignShards, STREAMS_A_SHARD, streamsByShard } from "../../../app/feed/shard-assignment.ts";

const none = new Map<string, number>();
const stream = fc.integer({ min: 0, max: 40 }).map((number) => `coin${number}@trade`);
const wanted = fc.array(stream);

describe("the assignment of streams to shards", () => {
  it("puts 1,024 streams on a connection, and the next on another", () => {
    const streams = Array.from({ length: 1_025 }, (_, index) => `coin${index}@trade`);
    const sizes = [...streamsByShard(assignShards(streams, none)).values()].map(({ length }) => length);
    expect([STREAMS_A_SHARD, sizes]).toEqual([1_024, [1_024, 1]]);
  });

  it("fills the room that another stream left", () => {
    const before = assignShards(["a", "b", "c"], none, 2);
    const after = assignShards(["b", "c", "d"], before, 2);
    expect([...after]).toEqual([
      ["b", 0],
      ["c", 1],
      ["d", 0],
    ]);
  });

  it("assigns a stream named twice once", () => {
    expect([...assignShards(["a", "a"], none, 1)]).toEqual([["a", 0]]);
  });

  it("assigns what is wanted and nothing else, never more than fit, and moves nothing that stays", () => {
    fc.assert(
      fc.property(
        fc.array(wanted, { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 1, max: 5 }),
        (steps, capacity) => {
          let before: ReadonlyMap<string, number> = none;
          for (const streams of steps) {
            const after = assignShards(streams, before, capacity);
            expect(new Set(after.keys())).toEqual(new Set(streams));
            for (const { length } of streamsByShard(after).values()) expect(length).toBeLessThanOrEqual(capacity);
            for (const [name, shard] of before) if (after.has(name)) expect(after.get(name)).toBe(shard);
            before = after;
          }
        },
      ),
    );
  });

  it("is the same for the same streams in the same order", () => {
    fc.assert(
      fc.property(wanted, (streams) => {
        expect([...assignShards(streams, none, 3)]).toEqual([...assignShards(streams, none, 3)]);
      }),
    );
  });
});
