import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Trade } from "../../../app/engine/events.ts";
import { MOST_UNITS, unitsText } from "../../../app/portfolio/units.ts";
import { copyRows } from "../../../app/store/copy-rows.ts";
import { TickQueue } from "../../../app/store/tick-queue.ts";
import { type Tick, TickRing } from "../../../app/store/tick-ring.ts";
import { tradeAt } from "../support/events.ts";
import { PATIENCE_MS, postgresPrograms, startPostgres, type TestServer } from "./servers.ts";
import { countOf, openTestDatabase, query } from "./support.ts";

const programs = postgresPrograms();
if (programs === undefined) console.warn("skipped: PostgreSQL is not installed (apt-get install postgresql)");

const SYMBOLS = ["BTC", "1000SATS", "币安人生"];
const symbols = SYMBOLS.map((symbol) => Buffer.from(symbol));

function encoded(ticks: readonly (Tick & { readonly symbol: number })[]): Buffer {
  const ring = new TickRing(Math.max(1, ticks.length));
  for (const tick of ticks) ring.add(tick.symbol, tick);
  return copyRows(ring.columns, 0, ticks.length, symbols);
}

describe.skipIf(programs === undefined)("ticks", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres(programs as string);
  }, PATIENCE_MS);
  afterAll(() => server.stop());
  beforeEach(async () => {
    await query(server.port, "DROP SCHEMA IF EXISTS quantflow CASCADE");
  });

  it("come back from the database as they went in, whatever they are", async () => {
    const { database } = openTestDatabase(server.port);
    await database.check();
    const tick = fc.record({
      symbol: fc.nat(SYMBOLS.length - 1),
      id: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
      price: fc.oneof(fc.integer({ min: 0, max: MOST_UNITS }), fc.nat(100_000)),
      quantity: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
      tradeTime: fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }),
      receivedAt: fc.constant(0),
    });
    const batches = fc.uniqueArray(tick, { selector: ({ id }) => id, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(batches, async (ticks) => {
        await database.query("TRUNCATE quantflow.ticks");
        await database.copyTicks(encoded(ticks));
        const rows = await database.query(`
          SELECT symbol, id::text, price::text, quantity, (extract(epoch FROM time) * 1000)::float8 AS time
          FROM quantflow.ticks ORDER BY ticks.id`);
        const inOrder = [...ticks].sort((a, b) => a.id - b.id);
        expect(rows).toEqual(
          inOrder.map(({ symbol, id, price, quantity, tradeTime }) => ({
            symbol: SYMBOLS[symbol],
            id: String(id),
            price: expect.toSatisfy((text: string) => Number(text) === Number(unitsText(price)) && text.includes(".")),
            quantity,
            time: tradeTime,
          })),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("keep every digit of their price", async () => {
    const { database } = openTestDatabase(server.port);
    const prices = [0, 1, 9_999, 10_000, 100_000_000, 12_345_678_901_234, MOST_UNITS];
    await database.copyTicks(encoded(prices.map((price, id) => ({ ...tradeAt(id, 1), symbol: 0, price }))));
    const rows = await database.query<{ price: string }>("SELECT price::text FROM quantflow.ticks ORDER BY id");
    expect(rows.map(({ price }) => price)).toEqual([
      "0.00000000",
      "0.00000001",
      "0.00009999",
      "0.00010000",
      "1.00000000",
      "123456.78901234",
      "90071992.54740991",
    ]);
  });

  it("are stored once when a batch is sent again, or when another has some of its trades", async () => {
    const { database } = openTestDatabase(server.port);
    const batch = (...ids: readonly number[]) => encoded(ids.map((id) => ({ ...tradeAt(id, 1), symbol: 0 })));
    await database.copyTicks(batch(1, 2, 3));
    await database.copyTicks(batch(1, 2, 3));
    await database.copyTicks(batch(3, 4));
    await database.copyTicks(batch(5));
    expect(await query(server.port, "SELECT id::int FROM quantflow.ticks ORDER BY id")).toEqual(
      [1, 2, 3, 4, 5].map((id) => ({ id })),
    );
  });

  it("are written from the ring around its end, those of several markets in one batch", async () => {
    const { database } = openTestDatabase(server.port);
    const lost: unknown[] = [];
    const queue = new TickQueue({
      capacity: 4,
      copy: (rows) => database.copyTicks(rows),
      lost: (...loss) => lost.push(loss),
    });
    const add = (symbol: string, id: number) => queue.add(symbol, tradeAt(id, 1) satisfies Trade);
    for (const id of [1, 2, 3]) add("BTC", id);
    expect(await queue.send(2)).toBe(2);
    for (const id of [4, 5, 6]) add("ETH", id);
    expect(await queue.send(10)).toBe(4);
    expect(queue.waiting).toBe(0);
    expect(lost).toEqual([]);
    expect(await query(server.port, "SELECT symbol, id::int FROM quantflow.ticks ORDER BY id")).toEqual([
      ...[1, 2, 3].map((id) => ({ symbol: "BTC", id })),
      ...[4, 5, 6].map((id) => ({ symbol: "ETH", id })),
    ]);
  });

  it("are refused whole when one of them is none", async () => {
    const { database } = openTestDatabase(server.port);
    await database.copyTicks(encoded([{ ...tradeAt(1, 1), symbol: 0 }]));
    const wrong = encoded([{ ...tradeAt(2, 1), symbol: 0 }]);
    await expect(database.copyTicks(wrong.subarray(0, wrong.length - 9))).rejects.toThrow();
    expect(await countOf(server.port, "ticks")).toBe(1);
  });
});
