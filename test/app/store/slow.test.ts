import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/exchange.ts";
import { proxyTo } from "./proxy.ts";
import { candleStep, connectionTo, fillStep, tradeStep } from "./records.ts";
import { PATIENCE_MS, postgresPrograms, startPostgres, type TestServer } from "./servers.ts";
import { countOf, openTestStores, passes } from "./support.ts";

const programs = postgresPrograms();
if (programs === undefined) console.warn("skipped: PostgreSQL is not installed (apt-get install postgresql)");

const FILLS = 20;
const CANDLES = 300;
const TICKS = 12_000;
/** Far below the minute that passes by the application's clock. */
const ANSWER_WITHIN_MS = 400;

describe.skipIf(programs === undefined)("a database that answers after a minute", { timeout: 3 * PATIENCE_MS }, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres(programs as string);
  }, PATIENCE_MS);
  afterAll(() => server.stop());

  it("is given up meanwhile, holds up nobody, and has every row once in the end", async () => {
    const proxy = await proxyTo(server.port);
    const { clock, stores, becomes, metric, log } = openTestStores({
      database: { ...connectionTo(proxy.port), answerWithinMs: ANSWER_WITHIN_MS },
      spillPath: join(await temporaryFolder(), "fills.ndjson"),
    });
    await becomes("timescaledb", true);
    const record = (from: number, to: number) => {
      for (let index = from * FILLS; index < to * FILLS; index += 1) stores.record(fillStep(index));
      for (let index = from * CANDLES; index < to * CANDLES; index += 1) stores.record(candleStep(index));
      for (let index = from * TICKS; index < to * TICKS; index += 1) stores.record(tradeStep(index));
    };
    record(0, 1);
    proxy.hold();
    clock.advance(500);
    await becomes("timescaledb", false);
    record(1, 2);
    for (let second = 0; second < 60; second += 1) clock.advance(1_000);
    const waiting = (kind: string) => metric("quantflow_store_queue_rows", { kind });
    expect([waiting("trade"), waiting("candle"), waiting("tick")]).toEqual([2 * FILLS, 2 * CANDLES, 2 * TICKS]);
    proxy.release();
    await becomes("timescaledb", true);
    await passes(clock, () => waiting("trade") === 0 && waiting("candle") === 0 && waiting("tick") === 0);
    expect(await countOf(server.port, "trades")).toBe(2 * FILLS);
    expect(await countOf(server.port, "candles")).toBe(2 * CANDLES);
    expect(await countOf(server.port, "ticks")).toBe(2 * TICKS);
    expect(metric("quantflow_store_written_rows_total", { kind: "tick" })).toBe(2 * TICKS);
    expect(log.entries.filter(({ level }) => level === "warn")).toHaveLength(1);
  });
});
