import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { candleStep, connectionTo, fillStep, tradeStep } from "./records.ts";
import { PATIENCE_MS, postgresPrograms, startPostgres, type TestServer } from "./servers.ts";
import { countOf, openTestStores, passes, query } from "./support.ts";

const programs = postgresPrograms();
if (programs === undefined) console.warn("skipped: PostgreSQL is not installed (apt-get install postgresql)");

describe.skipIf(programs === undefined)("an outage of the database", { timeout: 3 * PATIENCE_MS }, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres(programs as string);
  }, PATIENCE_MS);
  afterAll(() => server.stop());
  beforeEach(async () => {
    await query(server.port, "DROP SCHEMA IF EXISTS quantflow CASCADE");
  });

  const clock = new FakeClock();
  const open = (spillPath?: string) => openTestStores({ database: connectionTo(server.port), spillPath }, clock);
  const fillsPath = async () => join(await temporaryFolder(), "fills.ndjson");

  it("loses nothing that its queues hold: what came meanwhile is written when it is back, once each", async () => {
    const { stores, becomes, stop } = open(await fillsPath());
    stores.record(fillStep(1));
    await becomes("timescaledb", true);
    await server.kill();
    for (let index = 2; index <= 50; index += 1) {
      stores.record(fillStep(index));
      stores.record(candleStep(index));
      stores.record(tradeStep(index));
    }
    await becomes("timescaledb", false);
    await server.start();
    await becomes("timescaledb", true);
    await stop();
    expect(await countOf(server.port, "trades")).toBe(50);
    expect(await countOf(server.port, "candles")).toBe(49);
    expect(await countOf(server.port, "ticks")).toBe(49);
  });

  it("loses no fill when the application stops meanwhile: the next one writes it, and restores it", async () => {
    const path = await fillsPath();
    const first = open(path);
    await first.becomes("timescaledb", true);
    await server.kill();
    for (let index = 1; index <= 7; index += 1) first.stores.record(fillStep(index));
    await first.stop();
    clock.advance(1);
    const second = open(path);
    const restored = second.stores.fills();
    await second.becomes("timescaledb", false);
    await server.start();
    await passes(clock, async () => (await countOf(server.port, "trades").catch(() => 0)) === 7);
    expect(await restored).toEqual(Array.from({ length: 7 }, () => fillStep(1).fill));
  });

  it("is none when the application stops: whatever it still held is in the database by then", async () => {
    const { stores, becomes, stop, metric } = open(await fillsPath());
    await becomes("timescaledb", true);
    for (let index = 1; index <= 12_345; index += 1) stores.record(tradeStep(index));
    for (let index = 1; index <= 67; index += 1) stores.record(candleStep(index));
    stores.record(fillStep(1));
    await stop();
    const tables = ["ticks", "candles", "trades"].map((table) => countOf(server.port, table));
    expect(await Promise.all(tables)).toEqual([12_345, 67, 1]);
    expect(metric("quantflow_store_dropped_rows_total", { kind: "tick", reason: "stop" })).toBe(0);
  });
});
