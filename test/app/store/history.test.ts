import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ONE } from "../../../app/portfolio/units.ts";
import { inOrder } from "../../../app/store/history.ts";
import { insertFills } from "../../../app/store/rows.ts";
import type { AlertRecord } from "../../../app/webhook/schema.ts";
import { candleAt } from "../support/events.ts";
import { temporaryFolder } from "../support/exchange.ts";
import { candleStep, connectionTo, fillRow, fillStep, tradeStep } from "./records.ts";
import { PATIENCE_MS, postgresPrograms, startPostgres, type TestServer } from "./servers.ts";
import { countOf, openTestDatabase, openTestStores, passes, query } from "./support.ts";

const programs = postgresPrograms();
if (programs === undefined) console.warn("skipped: PostgreSQL is not installed (apt-get install postgresql)");

describe("fills in the order of making", () => {
  it("are sorted by run and step as numbers, each once", () => {
    const fills = ["900-2", "1000-10", "1000-9", "900-11", "1000-9"].map((id) => ({ ...fillRow(1), id }));
    expect(inOrder(fills).map(({ id }) => id)).toEqual(["900-2", "900-11", "1000-9", "1000-10"]);
  });

  it("are in it whatever order they come in", () => {
    const made = Array.from({ length: 30 }, (_, index) => ({
      ...fillRow(1),
      id: `${1 + Math.floor(index / 12)}-${index}`,
    }));
    fc.assert(
      fc.property(fc.shuffledSubarray(made, { minLength: made.length }), (shuffled) => {
        expect(inOrder(shuffled)).toEqual(made);
      }),
    );
  });
});

describe.skipIf(programs === undefined)("what the database keeps", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres(programs as string);
  }, PATIENCE_MS);
  afterAll(() => server.stop());
  beforeEach(async () => {
    await query(server.port, "DROP SCHEMA IF EXISTS quantflow CASCADE");
  });
  const never = new AbortController().signal;

  it("gives back the fills of earlier runs, to the last unit, and not those of this one", async () => {
    const { database } = openTestDatabase(server.port);
    const earlier = [fillRow(1), fillRow(2, 1), fillRow(10)];
    await database.insert(insertFills(earlier));
    const { stores, stop, clock, becomes } = openTestStores({ database: connectionTo(server.port) });
    await becomes("timescaledb", true);
    stores.record(fillStep(1));
    await passes(clock, async () => (await countOf(server.port, "trades")) === 4);
    expect(await stores.fills()).toEqual(earlier.map(({ fill }) => fill));
    await stop();
    clock.advance(1);
    const next = openTestStores({ database: connectionTo(server.port) }, clock);
    expect(await next.stores.fills()).toEqual([...earlier.map(({ fill }) => fill), fillStep(1).fill]);
  });

  it("keeps the order of making over runs between which our clock was set back", async () => {
    const first = openTestStores({ database: connectionTo(server.port) });
    const { clock } = first;
    await first.stores.fills();
    first.stores.record(fillStep(1));
    await passes(clock, async () => (await countOf(server.port, "trades")) === 1);
    await first.stop();
    clock.jump(-3_600_000);
    const second = openTestStores({ database: connectionTo(server.port) }, clock);
    await second.stores.fills();
    second.stores.record(fillStep(2));
    await passes(clock, async () => (await countOf(server.port, "trades")) === 2);
    await second.stop();
    clock.jump(7_200_000);
    const third = openTestStores({ database: connectionTo(server.port) }, clock);
    expect(await third.stores.fills()).toEqual([fillStep(1).fill, fillStep(2).fill]);
  });

  it("leaves out the fills of version 0.1, whose ledgers began anew at every start, in the database and on the disk", async () => {
    const { database } = openTestDatabase(server.port);
    await database.query(
      "INSERT INTO quantflow.trades VALUES (to_timestamp(1), '1-1', 'BTC', 'buy', 1, 2, 0.123456785)",
    );
    const spillPath = join(await temporaryFolder(), "fills.ndjson");
    const old = { asset: "BTC", side: "sell", quantity: "1", price: "2", fee: "0.123456785" };
    await writeFile(spillPath, `${JSON.stringify({ kind: "trade", time: 2, id: "1-2", fill: old })}\n`);
    const { stores, clock } = openTestStores({ database: connectionTo(server.port), spillPath });
    expect(await stores.fills()).toEqual([]);
    await passes(clock, async () => (await countOf(server.port, "trades")) === 2);
    expect(await stores.fills()).toEqual([]);
  });

  it("is asked for fills until it answers", { timeout: 3 * PATIENCE_MS }, async () => {
    const { database } = openTestDatabase(server.port);
    await database.insert(insertFills([fillRow(1)]));
    await server.kill();
    const { stores, becomes } = openTestStores({
      database: connectionTo(server.port),
      spillPath: join(await temporaryFolder(), "fills.ndjson"),
    });
    const restored = stores.fills();
    await becomes("timescaledb", false);
    await server.start();
    await becomes("timescaledb", true);
    expect(await restored).toEqual([fillRow(1).fill]);
  });

  it("gives candles of a market by column, from a time up to another, in pages", async () => {
    const { stores, clock, becomes } = openTestStores({ database: connectionTo(server.port) });
    await becomes("timescaledb", true);
    for (let index = 4_500; index >= 0; index -= 1) stores.record(candleStep(index));
    await passes(clock, async () => (await countOf(server.port, "candles")) === 4_501);
    const candles = await stores.candles("BTCUSDT", 1_000, 4_500_000, never);
    expect(candles.openTime).toHaveLength(4_499);
    expect([candles.openTime[0], candles.openTime[4_498]]).toEqual([1_000, 4_499_000]);
    const { open, high, low, close, volume } = candleAt(7, 105, 100);
    expect([candles.open[7], candles.high[7], candles.low[7], candles.close[7], candles.volume[7]]).toEqual([
      ...[open, high, low, close, volume],
    ]);
    expect((await stores.candles("ETHUSDT", 0, 4_500_000, never)).openTime).toHaveLength(0);
  });

  it("gives candles of minutes once they are rolled up", async () => {
    const { stores, clock, becomes } = openTestStores({ database: connectionTo(server.port) });
    await becomes("timescaledb", true);
    for (let index = 0; index < 120; index += 1) stores.record(candleStep(index));
    const minutes = () => stores.candles("BTCUSDT", 0, 120_000, never, "1m");
    await passes(clock, async () => (await countOf(server.port, "candles")) === 120);
    clock.advance(60_000);
    await passes(clock, async () => (await minutes()).openTime.length === 2);
    const { open, close, volume } = await minutes();
    expect([open[0], close[1], volume[1]]).toEqual([100 * ONE, 105 * ONE, 60]);
  });

  it("stops giving candles when nobody wants them any more", async () => {
    const { stores } = openTestStores({ database: connectionTo(server.port) });
    const reason = new Error("the backtest was cancelled");
    await expect(stores.candles("BTCUSDT", 0, 1, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it("refuses an alert that it can never hold in the database's own words, so that it is not tried for ever", async () => {
    const { stores } = openTestStores({ database: connectionTo(server.port) });
    await expect(stores.saveAlerts([alert("a\0b")])).rejects.toMatchObject({ code: "22021" });
  });

  it("counts the trades of a market", async () => {
    const { stores, clock, becomes } = openTestStores({ database: connectionTo(server.port) });
    await becomes("timescaledb", true);
    for (let id = 1; id <= 50; id += 1) stores.record(tradeStep(id));
    await passes(clock, async () => (await stores.ticks("BTCUSDT", 0, 100)) === 50);
    expect(await stores.ticks("BTCUSDT", 10, 20)).toBe(10);
    expect(await stores.ticks("ETHUSDT", 0, 100)).toBe(0);
  });

  const alert = (fingerprint: string, changes: Partial<AlertRecord> = {}): AlertRecord => ({
    ...{ receivedAt: "2026-01-01T00:00:00.123Z", status: "firing", fingerprint, truncatedAlerts: 2 },
    labels: { alertname: "PriceStale", odd: 'a "quote", a \\ and \u0000' },
    annotations: {},
    ...{ startsAt: "2026-01-01T00:00:00.123456789Z", endsAt: "0001-01-01T00:00:00Z" },
    ...changes,
  });

  it("keeps alerts as they came, each once by fingerprint, status and start", async () => {
    const { stores } = openTestStores({ database: connectionTo(server.port) });
    const later = alert("b", { receivedAt: "2026-01-01T00:00:01.000Z" });
    const resolved = alert("a", { status: "resolved", receivedAt: "2026-01-01T00:00:02.000Z" });
    await stores.saveAlerts([alert("a"), later]);
    await stores.saveAlerts([alert("a", { receivedAt: "2026-01-01T00:00:09.000Z" }), resolved]);
    await stores.saveAlerts([]);
    expect(await stores.alerts(10)).toEqual([resolved, later, alert("a")]);
    expect(await stores.alerts(1)).toEqual([resolved]);
  });
});
