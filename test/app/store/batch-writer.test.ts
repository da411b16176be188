import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BatchWriter } from "../../../app/store/batch-writer.ts";
import { FakeClock } from "../support/fake-clock.ts";

interface Behaviour {
  readonly capacity?: number;
  readonly batchRows?: number;
  readonly write?: (rows: readonly number[]) => Promise<void>;
}

function create({ capacity = 10, batchRows = 3, write }: Behaviour = {}) {
  const clock = new FakeClock();
  const batches: number[][] = [];
  const errors: unknown[] = [];
  let dropped = 0;
  const writer = new BatchWriter<number>({
    clock,
    capacity,
    batchRows,
    flushEveryMs: 500,
    write: async (rows) => {
      await write?.(rows);
      batches.push([...rows]);
    },
    written: () => undefined,
    failed: (error) => errors.push(error),
    overflow: (rows) => {
      dropped += rows.length;
    },
  });
  return { clock, writer, batches, errors, dropped: () => dropped };
}

const refuse = () => Promise.reject(new Error("down"));

describe("a batch writer", () => {
  it("writes what waits in batches, in order", async () => {
    const { writer, batches } = create();
    for (const row of [1, 2, 3, 4, 5]) writer.add(row);
    expect(await writer.flush()).toBe(true);
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
    expect(writer.waiting).toBe(0);
  });

  it("writes twice a second by itself", async () => {
    const { writer, batches, clock } = create();
    writer.add(1);
    clock.advance(500);
    await writer.flush();
    expect(batches).toEqual([[1]]);
  });

  it("keeps rows that could not be written, and writes them later", async () => {
    let down = true;
    const { writer, batches, errors } = create({ write: () => (down ? refuse() : Promise.resolve()) });
    writer.add(1);
    expect(await writer.flush()).toBe(false);
    expect(writer.waiting).toBe(1);
    expect(errors).toHaveLength(1);
    down = false;
    writer.add(2);
    expect(await writer.flush()).toBe(true);
    expect(batches).toEqual([[1, 2]]);
  });

  it("drops the oldest beyond its capacity, and counts them", async () => {
    const { writer, batches, dropped } = create({ capacity: 3 });
    for (const row of [1, 2, 3, 4, 5]) writer.add(row);
    await writer.flush();
    expect(batches).toEqual([[3, 4, 5]]);
    expect(dropped()).toBe(2);
  });

  it("does not lose rows that came while a batch was on its way and the queue overflowed", async () => {
    let finish = () => {};
    const blocked = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { writer, batches, dropped } = create({ capacity: 3, batchRows: 2, write: () => blocked });
    for (const row of [1, 2, 3]) writer.add(row);
    const flushed = writer.flush();
    for (const row of [4, 5]) writer.add(row);
    finish();
    await flushed;
    expect(batches).toEqual([[1, 2], [3, 4], [5]]);
    expect(dropped()).toBe(2);
  });

  it("writes what waits when it stops, and counts what it cannot", async () => {
    const up = create();
    up.writer.add(1);
    await up.writer.stop();
    expect(up.batches).toEqual([[1]]);
    const down = create({ write: refuse });
    down.writer.add(1);
    await down.writer.stop();
    expect(down.dropped()).toBe(1);
  });

  it("writes or drops every row, and none twice, while the store comes and goes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ rows: fc.nat(8), up: fc.boolean() }), { maxLength: 20 }), async (turns) => {
        let up = true;
        let next = 0;
        const { writer, batches, dropped } = create({ write: () => (up ? Promise.resolve() : refuse()) });
        for (const turn of turns) {
          up = turn.up;
          for (let row = 0; row < turn.rows; row += 1) writer.add(next++);
          await writer.flush();
        }
        await writer.stop();
        const written = batches.flat();
        expect(written).toEqual([...new Set(written)].sort((a, b) => a - b));
        expect(written.length + dropped()).toBe(next);
      }),
    );
  });
});
