import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Money } from "../../../app/portfolio/money.ts";
import { Fills } from "../../../app/store/fills.ts";
import type { TradeRow } from "../../../app/store/rows.ts";
import { SpillFile } from "../../../app/store/spill.ts";
import { temporaryFolder } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";

const fill = (index: number, price = "64000.12345678"): TradeRow => ({
  kind: "trade",
  time: 1_000 + index,
  id: `run-${index}`,
  fill: { asset: "BTC", side: "buy", quantity: new Money("0.01562"), price: new Money(price), fee: new Money("1e-7") },
});

const spillPath = async () => join(await temporaryFolder(), "data", "fills.ndjson");

function create(path: string | undefined, { up = true, capacity = 3 } = {}) {
  const database = new Set<string>();
  const lost: string[] = [];
  const log = memoryLog();
  const state = { up };
  const fills = new Fills({
    clock: new FakeClock(),
    capacity,
    batchRows: 2,
    flushEveryMs: 500,
    write: async (rows) => {
      if (!state.up) throw new Error("down");
      for (const { id } of rows) database.add(id);
    },
    written: () => undefined,
    failed: () => undefined,
    spill: path === undefined ? undefined : new SpillFile(path),
    log,
    lost: (rows) => lost.push(...rows.map(({ id }) => id)),
  });
  return { fills, database, lost, log, state };
}

describe("a file of fills", () => {
  it("gives back what was written, to the last digit", async () => {
    const spill = new SpillFile(await spillPath());
    spill.append([fill(1), fill(2, "0.00000001")]);
    spill.append([fill(3)]);
    expect(spill.read()).toMatchObject({ rows: [fill(1), fill(2, "0.00000001"), fill(3)], corrupt: 0 });
  });

  it("passes over a line that a crash cut short, and counts it", async () => {
    const path = await spillPath();
    const spill = new SpillFile(path);
    spill.append([fill(1)]);
    appendFileSync(path, '{"kind":"trade","time":1');
    spill.append([fill(2)]);
    appendFileSync(path, "null\n");
    expect(spill.read()).toMatchObject({ rows: [fill(1), fill(2)], corrupt: 2 });
  });

  it("is kept when it grew since it was read", async () => {
    const path = await spillPath();
    const spill = new SpillFile(path);
    spill.append([fill(1)]);
    const read = spill.read();
    spill.append([fill(2)]);
    spill.clear(read);
    expect(spill.read().rows).toHaveLength(2);
    spill.clear(spill.read());
    expect(existsSync(path)).toBe(false);
  });

  it("fails with a code where it cannot be", async () => {
    const path = await spillPath();
    writeFileSync(dirname(path), "a file where the folder should be");
    expect(() => new SpillFile(path).append([fill(1)])).toThrow(expect.objectContaining({ code: "STORE_SPILL" }));
  });
});

describe("fills that the database cannot take", () => {
  it("wait on the disk when the queue is full and when the application stops, and are written later", async () => {
    const path = await spillPath();
    const before = create(path, { up: false });
    for (let index = 1; index <= 5; index += 1) before.fills.add(fill(index));
    expect(new SpillFile(path).read().rows.map(({ id }) => id)).toEqual(["run-1", "run-2"]);
    await before.fills.stop();
    const after = create(path);
    await after.fills.replay();
    expect([...after.database].sort()).toEqual(["run-1", "run-2", "run-3", "run-4", "run-5"]);
    expect(before.lost).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  it("stay on the disk while the database is away", async () => {
    const path = await spillPath();
    new SpillFile(path).append([fill(1)]);
    const { fills, log, state, database } = create(path, { up: false });
    await fills.replay();
    expect(log.entries.map(({ message }) => message)).toEqual(["fills still wait on the disk"]);
    state.up = true;
    await fills.replay();
    expect([...database]).toEqual(["run-1"]);
  });

  it("are counted as lost, and told, when there is no disk either", async () => {
    const { fills, lost, log } = create(undefined, { up: false });
    fills.add(fill(1));
    await fills.stop();
    expect(lost).toEqual(["run-1"]);
    expect(log.entries).toEqual([expect.objectContaining({ level: "error" })]);
  });

  it("tells of lines that are no fills, and keeps those that are", async () => {
    const path = await spillPath();
    mkdirSync(dirname(path));
    writeFileSync(path, "[]\nnonsense\n");
    const { fills, log } = create(path);
    await fills.replay();
    expect(log.entries[0]).toMatchObject({ level: "error", fields: { lines: 2 } });
    expect(readFileSync(`${path}.corrupt`, "utf8")).toBe("[]\nnonsense\n");
  });

  it("all reach the database in the end, however it comes and goes", async () => {
    const turns = fc.array(fc.record({ rows: fc.nat(8), up: fc.boolean(), replay: fc.boolean() }), { maxLength: 10 });
    const folder = await temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(turns, async (all) => {
        const path = join(folder, `${run++}.ndjson`);
        const { fills, state, database } = create(path);
        let next = 0;
        for (const { rows, up, replay } of all) {
          state.up = up;
          for (let row = 0; row < rows; row += 1) fills.add(fill(next++));
          if (replay) await fills.replay();
        }
        await fills.stop();
        state.up = true;
        await fills.replay();
        expect(database.size).toBe(next);
      }),
      { numRuns: 30 },
    );
  });
});
