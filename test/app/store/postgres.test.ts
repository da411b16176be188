import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { migrate } from "../../../app/store/migrate.ts";
import { migrations } from "../../../app/store/migrations.ts";
import { insertCandles, insertFills } from "../../../app/store/rows.ts";
import { candleAt } from "../support/events.ts";
import { connectionTo, fillRow } from "./records.ts";
import { PATIENCE_MS, postgresPrograms, startPostgres, type TestServer } from "./servers.ts";
import { countOf, openTestDatabase, query } from "./support.ts";

const programs = postgresPrograms();
if (programs === undefined) console.warn("skipped: PostgreSQL is not installed (apt-get install postgresql)");

const candles = (...indexes: readonly number[]) =>
  insertCandles(indexes.map((index) => ({ symbol: "BTC", candle: candleAt(index, 105, 100) })));
const fills = (...indexes: readonly number[]) => insertFills(indexes.map((index) => fillRow(index)));

describe.skipIf(programs === undefined)("the database", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres(programs as string);
  }, PATIENCE_MS);
  afterAll(() => server.stop());
  beforeEach(async () => {
    await query(server.port, "DROP SCHEMA IF EXISTS quantflow CASCADE");
  });
  const open = () => openTestDatabase(server.port);
  const versions = () => query(server.port, "SELECT version, name FROM quantflow.migrations ORDER BY version");
  const allVersions = migrations.map(({ version, name }) => ({ version, name }));

  it("makes its schema at the first use, and stores money exactly", async () => {
    const { database } = open();
    await database.insert(fills(1));
    await database.insert(candles(0));
    const columns = "symbol, side, liquidity, quantity, price, fee";
    expect(await query(server.port, `SELECT ${columns} FROM quantflow.trades`)).toEqual([
      {
        symbol: "BTC",
        side: "buy",
        liquidity: "taker",
        quantity: "0.01562",
        price: "64000.12345678",
        fee: "0.0000001",
      },
    ]);
    expect(await query(server.port, "SELECT time, symbol, open, close FROM quantflow.candles")).toEqual([
      { time: new Date(0), symbol: "BTC", open: 100, close: 105 },
    ]);
  });

  it("stores a batch that is sent again once", async () => {
    const { database } = open();
    await database.insert(fills(1, 2));
    await database.insert(fills(2, 3));
    await database.insert(candles(1));
    await database.insert(candles(1, 2));
    expect(await query(server.port, "SELECT id FROM quantflow.trades ORDER BY id")).toEqual(
      ["1000-1", "1000-2", "1000-3"].map((id) => ({ id })),
    );
    expect(await countOf(server.port, "candles")).toBe(2);
  });

  it("stores all of a batch or nothing", async () => {
    const { database } = open();
    const batch = insertFills([fillRow(1), fillRow(2, -1)]);
    await expect(database.insert(batch)).rejects.toThrow("violates check constraint");
    expect(await countOf(server.port, "trades")).toBe(0);
  });

  it("is migrated once by two applications that start together", async () => {
    await Promise.all([open().database.check(), open().database.check()]);
    expect(await versions()).toEqual(allVersions);
  });

  it("takes the fills of version 0.1 along", async () => {
    const client = new Client({ ...connectionTo(server.port), database: "postgres" });
    await client.connect();
    onTestFinished(() => client.end());
    await migrate(client, migrations.slice(0, 1));
    await client.query("INSERT INTO quantflow.trades VALUES (to_timestamp(1), '1-1', 'BTC', 'buy', 1, 2, 0.3)");
    await open().database.check();
    expect(await query(server.port, "SELECT id, liquidity FROM quantflow.trades")).toEqual([
      { id: "1-1", liquidity: null },
    ]);
    expect(await versions()).toEqual(allVersions);
  });

  it("is left as it was by a migration that fails", async () => {
    const client = new Client({ ...connectionTo(server.port), database: "postgres" });
    await client.connect();
    onTestFinished(() => client.end());
    const steps = [...migrations, { version: 99, name: "broken", sql: "CREATE TABLE quantflow.x (); SELECT nonsense" }];
    await expect(migrate(client, steps)).rejects.toMatchObject({ code: "STORE_MIGRATION" });
    expect(await query(server.port, "SELECT FROM pg_namespace WHERE nspname = 'quantflow'")).toEqual([]);
    await migrate(client);
    expect(await versions()).toEqual(allVersions);
  });

  it("works after the server was killed and came back", async () => {
    const { database } = open();
    await database.insert(fills(1));
    await server.kill();
    await expect(database.insert(fills(2))).rejects.toThrow();
    await server.start();
    await database.insert(fills(2));
    expect(await countOf(server.port, "trades")).toBe(2);
  });

  it("tells of connections that broke while idle, instead of ending the process", async () => {
    const { database, broken } = open();
    await database.check();
    await query(
      server.port,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'quantflow'",
    );
    await expect.poll(() => broken.length, { timeout: PATIENCE_MS }).toBe(1);
  });
});
