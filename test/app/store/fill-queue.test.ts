import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FillFile } from "../../../app/store/fill-file.ts";
import { FILLS_IN_MEMORY, FillQueue } from "../../../app/store/fill-queue.ts";
import { temporaryFolder } from "../support/exchange.ts";
import { memoryLog } from "../support/memory-log.ts";
import { fillRow } from "./records.ts";

const filePath = async () => join(await temporaryFolder(), "data", "fills.ndjson");

function create(path: string | undefined) {
  const database: string[] = [];
  const lost: unknown[] = [];
  const log = memoryLog();
  const state = { up: true };
  const file = path === undefined ? undefined : new FillFile(path);
  const queue = new FillQueue({
    file,
    write: async (rows) => {
      if (!state.up) throw new Error("down");
      database.push(...rows.map(({ id }) => id));
    },
    lost: (...loss) => lost.push(loss),
    log,
  });
  const add = (...indexes: readonly number[]) => {
    for (const index of indexes) queue.add(fillRow(index));
  };
  return { queue, add, file, database, lost, log, state };
}

const ids = (...indexes: readonly number[]) => indexes.map((index) => fillRow(index).id);

describe("fills on their way to the database", () => {
  it("are on the disk at once, and no longer when the database has them", async () => {
    const path = await filePath();
    const { queue, add, database } = create(path);
    add(1, 2, 3);
    expect(new FillFile(path).all().rows.map(({ id }) => id)).toEqual(ids(1, 2, 3));
    expect(await queue.send(2)).toBe(2);
    expect(await queue.send(2)).toBe(1);
    expect(database).toEqual(ids(1, 2, 3));
    expect({ waiting: queue.waiting, bytes: statSync(path).size }).toEqual({ waiting: 0, bytes: 0 });
  });

  it("wait while the database is away, and tell since when the oldest does", async () => {
    const { queue, add, state, database } = create(await filePath());
    state.up = false;
    add(1, 2, 3);
    await expect(queue.send(2)).rejects.toThrow("down");
    expect({ waiting: queue.waiting, oldestAt: queue.oldestAt }).toEqual({ waiting: 3, oldestAt: fillRow(1).time });
    state.up = true;
    await queue.send(2);
    state.up = false;
    await expect(queue.send(2)).rejects.toThrow("down");
    expect(queue.oldestAt).toBe(fillRow(3).time);
    expect(database).toEqual(ids(1, 2));
  });

  it("wait in memory without a disk, and only the oldest of very many are lost, which is counted", async () => {
    const { queue, add, database, lost } = create(undefined);
    for (let index = 0; index < FILLS_IN_MEMORY + 2; index += 1) add(index);
    expect(lost).toEqual([
      ["trade", "disk", 1],
      ["trade", "disk", 1],
    ]);
    await queue.send(3);
    expect(database).toEqual(ids(2, 3, 4));
    queue.close();
    expect(lost.at(-1)).toEqual(["trade", "stop", FILLS_IN_MEMORY - 3]);
  });

  it("wait in memory when the disk fails, which is told once, and are written all the same", async () => {
    const { queue, add, file, database, lost, log } = create(await filePath());
    file?.close();
    add(1, 2);
    expect(log.entries.map(({ level, message }) => [level, message])).toEqual([
      ["error", "the disk does not take fills; they wait in memory"],
    ]);
    await queue.send(10);
    expect(database).toEqual(ids(1, 2));
    expect({ waiting: queue.waiting, lost }).toEqual({ waiting: 0, lost: [] });
  });

  it("are passed over when they are none, which is told, and kept aside", async () => {
    const path = await filePath();
    mkdirSync(dirname(path));
    writeFileSync(path, "[]\nnonsense\n");
    const { queue, add, log, database } = create(path);
    add(1);
    await queue.send(10);
    expect(database).toEqual(ids(1));
    expect(log.entries[0]).toMatchObject({ level: "error", fields: { lines: 2 } });
    expect(readFileSync(`${path}.corrupt`, "utf8")).toBe("[]\nnonsense\n");
    expect(queue.waiting).toBe(0);
  });

  it("are kept aside, counted and told when the database will never take them", async () => {
    const path = await filePath();
    const { queue, add, log, lost, database, state } = create(path);
    add(1, 2);
    state.up = false;
    await expect(queue.send(1)).rejects.toThrow("down");
    queue.refuse();
    state.up = true;
    await queue.send(10);
    expect(database).toEqual(ids(2));
    expect(lost).toEqual([["trade", "refused", 1]]);
    expect(readFileSync(`${path}.corrupt`, "utf8")).toContain(ids(1)[0]);
    expect(log.entries[0]).toMatchObject({ level: "error", fields: { fill: fillRow(1) } });
  });

  it("are given up alone where they wait in memory, too", async () => {
    const { queue, add, lost, database, state } = create(undefined);
    add(1, 2);
    state.up = false;
    await expect(queue.send(1)).rejects.toThrow("down");
    queue.refuse();
    state.up = true;
    await queue.send(10);
    expect({ database, lost }).toEqual({ database: ids(2), lost: [["trade", "refused", 1]] });
  });

  it("all reach the database in the end, in order, however it and the application come and go", async () => {
    const folder = await temporaryFolder();
    const turn = fc.record({
      rows: fc.nat(8),
      up: fc.boolean(),
      most: fc.integer({ min: 1, max: 5 }),
      ends: fc.boolean(),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 10 }), async (turns) => {
        const path = join(folder, `${run++}.ndjson`);
        const database = new Set<string>();
        let { queue, ...rest } = create(path);
        let next = 0;
        const settle = () => {
          for (const id of rest.database) database.add(id);
        };
        for (const { rows, up, most, ends } of turns) {
          rest.state.up = up;
          for (let row = 0; row < rows; row += 1) queue.add(fillRow(next++));
          await queue.send(most).catch(() => 0);
          if (!ends) continue;
          settle();
          queue.close();
          ({ queue, ...rest } = create(path));
        }
        rest.state.up = true;
        while (queue.waiting > 0) await queue.send(3);
        settle();
        queue.close();
        expect([...database]).toEqual(Array.from({ length: next }, (_, index) => fillRow(index).id));
        expect(existsSync(path) && statSync(path).size).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});
