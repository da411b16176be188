import { describe, expect, it } from "vitest";
import { migrations } from "../../../app/store/migrations.ts";
import { Upkeep } from "../../../app/store/upkeep.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { openRecorder } from "./records.ts";

/** What the server would answer; TimescaleDB itself is not to be had here. */
function openUpkeep(kind: { timescale: boolean; policies: boolean }, state: object = {}) {
  const asked: string[] = [];
  const answer = async (text: string) => {
    asked.push(text);
    if (text.includes("pg_extension")) return [kind];
    return text.includes("timescaledb_information") ? [state] : [];
  };
  const { recorder, value } = openRecorder();
  const clock = new FakeClock();
  const up = { now: true };
  const database = { query: answer as never };
  const upkeep = new Upkeep({ database, up: () => up.now, clock, recorder, log: memoryLog() });
  return { upkeep, asked, value, clock, up };
}

describe("a database with TimescaleDB", () => {
  const chunks = ["ticks", "candles", "ticks", "_materialized_hypertable_4"];

  it("has its jobs and chunks in the metrics, and its policies left to do their work", async () => {
    const { upkeep, asked, value } = openUpkeep(
      { timescale: true, policies: true },
      { failing: 1, failures: 7, chunks },
    );
    await upkeep.run();
    expect(value("quantflow_timescale_jobs_failing")).toBe(1);
    expect(value("quantflow_timescale_job_failures")).toBe(7);
    expect(["trades", "candles", "ticks"].map((table) => value("quantflow_timescale_chunks", { table }))).toEqual([
      0, 1, 2,
    ]);
    expect(asked.some((text) => /INSERT|DELETE/.test(text))).toBe(false);
  });

  it("is rolled up and cleared by us where it came after the tables, or may run no policies", async () => {
    const { upkeep, asked } = openUpkeep({ timescale: true, policies: false }, { failing: 0, failures: 0, chunks: [] });
    await upkeep.run();
    expect(asked.filter((text) => text.includes("INSERT INTO quantflow.candles_"))).toHaveLength(3);
    expect(asked.filter((text) => text.includes("DELETE FROM quantflow.ticks"))).toHaveLength(1);
  });

  it("is asked each minute, unless it is away", async () => {
    const { asked, clock, up, value } = openUpkeep({ timescale: false, policies: true });
    expect(value("quantflow_timescale_jobs_failing")).toBeUndefined();
    up.now = false;
    clock.advance(60_000);
    expect(asked).toHaveLength(0);
    up.now = true;
    clock.advance(60_000);
    expect(asked).toHaveLength(1);
  });

  it("gets hypertables, continuous aggregates one on the other, and a retention of 7 days by the same steps", () => {
    const sql = migrations.map((step) => step.sql).join("\n");
    expect(sql.match(/create_hypertable\('quantflow\.\w+'/g)).toEqual(
      ["trades", "candles", "ticks"].map((table) => `create_hypertable('quantflow.${table}'`),
    );
    const views = [
      ...sql.matchAll(
        /MATERIALIZED VIEW quantflow\.(\w+)[^$]*time_bucket\(INTERVAL '([^']+)'[^$]*FROM quantflow\.(\w+)/g,
      ),
    ];
    expect(views.map(([, view, bucket, source]) => ({ view, bucket, source }))).toEqual([
      { view: "candles_1m", bucket: "1 minute", source: "candles" },
      { view: "candles_5m", bucket: "5 minutes", source: "candles_1m" },
      { view: "candles_1h", bucket: "1 hour", source: "candles_5m" },
    ]);
    expect(sql).toContain("add_retention_policy('quantflow.ticks', INTERVAL '7 days')");
    expect(sql.match(/WITH NO DATA/g)).toHaveLength(3);
  });
});
