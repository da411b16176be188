import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { Money } from "../../../app/portfolio/money.ts";
import { migrate } from "../../../app/store/migrate.ts";
import { migrations } from "../../../app/store/migrations.ts";
import { Database } from "../../../app/store/postgres.ts";
import type { Row } from "../../../app/store/rows.ts";
import { candleAt } from "../support/events.ts";
import { PATIENCE_MS, postgresPrograms, startPostgres, type TestServer } from "./servers.ts";

const programs = postgresPrograms();
if (programs === undefined) console.warn("skipped: PostgreSQL is not installed (apt-get install postgresql)");

const trade = (id: string, price = "64000.12345678"): Row => ({
  kind: "trade",
  time: Date.UTC(2026, 0, 1),
  id,
  fill: { asset: "BTC", side: "buy", quantity: new Money("0.01562"), price: new Money(price), fee: new Money("1e-7") },
});
const candle = (index: number): Row => ({ kind: "candle", symbol: "BTC", candle: candleAt(index, 105, 100) });

describe.skipIf(programs === undefined)("the database", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres(programs as string);
  }, PATIENCE_MS);
  afterAll(() => server.stop());

  const connection = () => ({ host: "127.0.0.1", port: server.port, user: "quantflow", database: "postgres" });
  async function query<T extends object>(text: string): Promise<readonly T[]> {
    const client = new Client(connection());
    await client.connect();
    const { rows } = await client.query<T>(text).finally(() => client.end());
    return rows;
  }

  function open(port = server.port) {
    const broken: Error[] = [];
    const database = new Database({
      host: "127.0.0.1",
      port,
      name: "postgres",
      user: "quantflow",
      password: () => "unused",
      broken: (error) => broken.push(error),
    });
    onTestFinished(() => database.close());
    return { database, broken };
  }

  beforeEach(async () => {
    await query("DROP SCHEMA IF EXISTS quantflow CASCADE");
  });

  it("makes its schema at the first write, and stores money exactly", async () => {
    await open().database.write([trade("a"), candle(0)]);
    expect(await query("SELECT symbol, side, quantity, price, fee FROM quantflow.trades")).toEqual([
      { symbol: "BTC", side: "buy", quantity: "0.01562", price: "64000.12345678", fee: "0.0000001" },
    ]);
    expect(await query("SELECT time, symbol, open, close FROM quantflow.candles")).toEqual([
      { time: new Date(0), symbol: "BTC", open: 100, close: 105 },
    ]);
  });

  it("stores a batch that is sent again once", async () => {
    const { database } = open();
    await database.write([trade("a"), trade("b"), candle(1)]);
    await database.write([trade("b"), trade("c"), candle(1), candle(2)]);
    expect(await query("SELECT id FROM quantflow.trades ORDER BY id")).toEqual([{ id: "a" }, { id: "b" }, { id: "c" }]);
    expect(await query("SELECT count(*)::int AS n FROM quantflow.candles")).toEqual([{ n: 2 }]);
  });

  it("stores all of a batch or nothing", async () => {
    const { database } = open();
    await expect(database.write([trade("a"), trade("b", "-1")])).rejects.toThrow("violates check constraint");
    expect(await query("SELECT count(*)::int AS n FROM quantflow.trades")).toEqual([{ n: 0 }]);
  });

  it("is migrated once by two applications that start together", async () => {
    await Promise.all([open().database.check(), open().database.check()]);
    expect(await query("SELECT version, name FROM quantflow.migrations")).toEqual(
      migrations.map(({ version, name }) => ({ version, name })),
    );
  });

  it("is left as it was by a migration that fails", async () => {
    const client = new Client(connection());
    await client.connect();
    onTestFinished(() => client.end());
    const steps = [...migrations, { version: 99, name: "broken", sql: "CREATE TABLE quantflow.x (); SELECT nonsense" }];
    await expect(migrate(client, steps)).rejects.toMatchObject({ code: "STORE_MIGRATION" });
    expect(await query("SELECT FROM pg_namespace WHERE nspname = 'quantflow'")).toEqual([]);
    await migrate(client);
    expect(await query("SELECT version FROM quantflow.migrations")).toEqual(
      migrations.map(({ version }) => ({ version })),
    );
  });

  it("works after the server was killed and came back", async () => {
    const { database } = open();
    await database.write([trade("a")]);
    await server.kill();
    await expect(database.write([trade("b")])).rejects.toThrow();
    await server.start();
    await database.write([trade("b")]);
    expect(await query("SELECT count(*)::int AS n FROM quantflow.trades")).toEqual([{ n: 2 }]);
  });

  it("tells of connections that broke while idle, instead of ending the process", async () => {
    const { database, broken } = open();
    await database.check();
    await query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'quantflow'");
    await expect.poll(() => broken.length, { timeout: PATIENCE_MS }).toBe(1);
  });
});
