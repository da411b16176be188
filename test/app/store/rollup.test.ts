import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ROLLUPS, rollupStatement } from "../../../app/store/rollup.ts";
import { insertCandles } from "../../../app/store/rows.ts";
import { Upkeep } from "../../../app/store/upkeep.ts";
import { candleAt } from "../support/events.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { openRecorder } from "./records.ts";
import { PATIENCE_MS, postgresPrograms, startPostgres, type TestServer } from "./servers.ts";
import { countOf, openTestDatabase, query } from "./support.ts";

const programs = postgresPrograms();
if (programs === undefined) console.warn("skipped: PostgreSQL is not installed (apt-get install postgresql)");

interface Second {
  readonly second: number;
  readonly open: number;
  readonly close: number;
}
interface Bar {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** The candles of an interval as they should be: only of buckets that are over. */
function rolled(seconds: readonly Second[], length: number, until: number): readonly Bar[] {
  const buckets = new Map<number, Second[]>();
  for (const one of [...seconds].sort((a, b) => a.second - b.second)) {
    const start = Math.floor(one.second / length) * length;
    buckets.set(start, [...(buckets.get(start) ?? []), one]);
  }
  const over = [...buckets].filter(([start]) => start + length <= until);
  return over.map(([time, members]) => {
    const prices = members.flatMap(({ open, close }) => [open, close]);
    return {
      time,
      open: members[0]?.open ?? 0,
      high: Math.max(...prices),
      low: Math.min(...prices),
      close: members.at(-1)?.close ?? 0,
      volume: members.length,
    };
  });
}

describe.skipIf(programs === undefined)("candles of minutes and hours on plain PostgreSQL", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres(programs as string);
  }, PATIENCE_MS);
  afterAll(() => server.stop());
  beforeEach(async () => {
    await query(server.port, "DROP SCHEMA IF EXISTS quantflow CASCADE");
  });

  const insert = (seconds: readonly Second[]) =>
    insertCandles(seconds.map(({ second, open, close }) => ({ symbol: "BTC", candle: candleAt(second, close, open) })));
  async function open() {
    const { database } = openTestDatabase(server.port);
    await database.check();
    const clock = new FakeClock(0);
    const log = memoryLog();
    const { recorder, value } = openRecorder();
    const upkeep = new Upkeep({ database, up: () => true, clock, recorder, log });
    const bars = (table: string) =>
      database.query<Bar & Record<string, unknown>>(
        `SELECT extract(epoch FROM time)::float8 AS time, open, high, low, close, volume
         FROM quantflow.${table} ORDER BY time`,
      );
    const at = async (second: number) => {
      clock.block(second * 1000 - clock.now());
      await upkeep.run();
    };
    return { database, upkeep, clock, log, value, bars, at };
  }

  it("are made of the seconds that are over, and the same when made again", async () => {
    const { database, bars, at, log } = await open();
    await database.insert(
      insert([
        { second: 60, open: 10, close: 12 },
        { second: 61, open: 12, close: 9 },
        { second: 119, open: 9, close: 11 },
        { second: 120, open: 11, close: 20 },
      ]),
    );
    await at(179);
    await at(179);
    expect(await bars("candles_1m")).toEqual([{ time: 60, open: 10, high: 12, low: 9, close: 11, volume: 3 }]);
    await at(300);
    expect(await bars("candles_5m")).toEqual([{ time: 0, open: 10, high: 20, low: 9, close: 20, volume: 4 }]);
    expect(await bars("candles_1h")).toEqual([]);
    await at(3_600);
    expect(await bars("candles_1h")).toEqual([{ time: 0, open: 10, high: 20, low: 9, close: 20, volume: 4 }]);
    expect(log.entries).toEqual([]);
  });

  it("take up what came late within an hour", async () => {
    const { database, bars, at } = await open();
    await database.insert(insert([{ second: 60, open: 10, close: 12 }]));
    await at(1_800);
    await database.insert(insert([{ second: 90, open: 30, close: 31 }]));
    await at(1_860);
    expect(await bars("candles_1m")).toEqual([{ time: 60, open: 10, high: 31, low: 10, close: 31, volume: 2 }]);
    expect(await bars("candles_5m")).toEqual([{ time: 0, open: 10, high: 31, low: 10, close: 31, volume: 2 }]);
  });

  it("catch up with a long absence in one run", async () => {
    const { database, bars, at } = await open();
    const days = [0, 1, 5, 40].map((day) => ({ second: day * 86_400, open: 10 + day, close: 11 + day }));
    await database.insert(insert(days));
    await at(41 * 86_400);
    expect(await bars("candles_1h")).toEqual(rolled(days, 3_600, 41 * 86_400));
  });

  it("are what adding up by hand gives, whatever came in whatever order", async () => {
    const { database, bars, upkeep, clock } = await open();
    const second = fc.record({
      second: fc.nat(7_200),
      open: fc.integer({ min: 1, max: 99 }),
      close: fc.integer({ min: 1, max: 99 }),
    });
    const seconds = fc.uniqueArray(second, { selector: (one) => one.second, minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(seconds, fc.integer({ min: 1, max: 2 }), async (all, hours) => {
        await database.query(
          "TRUNCATE quantflow.candles, quantflow.candles_1m, quantflow.candles_5m, quantflow.candles_1h",
        );
        await database.query("UPDATE quantflow.rollups SET watermark = NULL");
        for (const now of [hours * 1_800, hours * 3_600]) {
          clock.block(now * 1000 - clock.now());
          await database.insert(insert(all.filter((one) => one.second < now)));
          await upkeep.run();
        }
        const known = all.filter((one) => one.second < hours * 3_600);
        for (const [table, length] of [
          ["candles_1m", 60],
          ["candles_5m", 300],
          ["candles_1h", 3_600],
        ] as const)
          expect(await bars(table)).toEqual(rolled(known, length, hours * 3_600));
      }),
      { numRuns: 25 },
    );
  });

  it("are one statement each, from a watermark on", () => {
    for (const rollup of ROLLUPS) expect(rollupStatement(rollup).match(/;/g)).toBeNull();
  });

  it("stay out of the metrics of TimescaleDB", async () => {
    const { at, value } = await open();
    await at(60);
    expect(value("quantflow_timescale_jobs_failing")).toBeUndefined();
  });

  it("that fail are counted, told once, and made at the next run", async () => {
    const { database, at, bars, log, value } = await open();
    await database.insert(insert([{ second: 0, open: 1, close: 2 }]));
    await query(server.port, "ALTER TABLE quantflow.candles_1m RENAME COLUMN high TO highest");
    await at(60);
    await at(120);
    expect(value("quantflow_store_upkeep_failures_total", { task: "rollup" })).toBe(2);
    expect(log.entries).toEqual([
      {
        level: "warn",
        fields: { task: "rollup", code: "42703", problem: expect.stringContaining("high") },
        message: "upkeep of the database failed",
      },
    ]);
    await query(server.port, "ALTER TABLE quantflow.candles_1m RENAME COLUMN highest TO high");
    await at(180);
    expect(await bars("candles_1m")).toHaveLength(1);
  });

  it("come with a retention: ticks are removed after 7 days, those of other chunks not touched", async () => {
    const { database, at } = await open();
    // Partitions stand in for the chunks of a hypertable: in each the first row is the first of its file.
    await database.query("ALTER TABLE quantflow.ticks RENAME TO plain_ticks");
    await database.query("CREATE TABLE quantflow.ticks (LIKE quantflow.plain_ticks) PARTITION BY RANGE (time)");
    for (const [name, from, to] of [
      ["first", "1970-01-01Z", "1970-01-05Z"],
      ["second", "1970-01-05Z", "1970-01-31Z"],
    ])
      await database.query(
        `CREATE TABLE quantflow.${name}_ticks PARTITION OF quantflow.ticks FOR VALUES FROM ('${from}') TO ('${to}')`,
      );
    await database.query(`INSERT INTO quantflow.ticks (time, symbol, id, price, quantity)
      SELECT to_timestamp(n * 3600), 'BTC', n, 1, 1 FROM generate_series(0, 24 * 9 - 1) AS n`);
    await at(9 * 86_400);
    expect(await countOf(server.port, "ticks")).toBe(24 * 7);
    await at(9 * 86_400);
    expect(await countOf(server.port, "ticks")).toBe(24 * 7);
  });
});
