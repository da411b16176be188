import { counter, gauge, histogram } from "../../lib/metrics/definitions.ts";
import { milliseconds, seconds } from "../../lib/metrics/units.ts";

/** Our own fills, closed candles, and the market's trades. */
const KINDS = ["trade", "candle", "tick"] as const;

export const dependencyUp = gauge({
  name: "quantflow_dependency_up",
  help: "1 while the last use of a store succeeded, else 0.",
  unit: "boolean",
  labels: { dependency: ["timescaledb", "redis"] },
});

export const storeQueueRows = gauge({
  name: "quantflow_store_queue_rows",
  help: "Rows that wait to be written to the database, by kind: ticks and candles in memory, fills (trade) on the disk.",
  unit: "items",
  labels: { kind: KINDS },
});

export const storeCapacityRows = gauge({
  name: "quantflow_store_capacity_rows",
  help: "Rows that may wait before the oldest are dropped, by kind; fills wait on the disk and have no such limit.",
  unit: "items",
  labels: { kind: ["candle", "tick"] },
});

export const storeOldestRowAge = gauge({
  name: "quantflow_store_oldest_row_age_seconds",
  help: "How long the oldest row has been waiting to be written to the database; 0 when none waits.",
  unit: "seconds",
});

export const storeDroppedRows = counter({
  name: "quantflow_store_dropped_rows_total",
  help: "Rows that will never be in the database, by kind and why: their queue was full, the application ended first, the database refused the row, or (fills) the disk did not take it either.",
  unit: "items",
  labels: { kind: KINDS, reason: ["full", "stop", "refused", "disk"] },
});

export const storeWrittenRows = counter({
  name: "quantflow_store_written_rows_total",
  help: "Rows that the database took, by kind; one that it had already counts, too.",
  unit: "items",
  labels: { kind: KINDS },
});

export const storeFlush = histogram({
  name: "quantflow_store_flush_seconds",
  help: "Time until the database had taken one batch of rows, by kind; batches that failed do not count.",
  unit: "seconds",
  labels: { kind: KINDS },
  buckets: [
    milliseconds(1),
    milliseconds(2),
    milliseconds(5),
    milliseconds(10),
    milliseconds(20),
    milliseconds(50),
    milliseconds(100),
    milliseconds(200),
    milliseconds(500),
    seconds(1),
    milliseconds(2500),
    seconds(5),
  ],
});

export const storeFlushFailures = counter({
  name: "quantflow_store_flush_failures_total",
  help: "Attempts to reach the database, or to write a batch of rows, that failed; the rows wait on.",
  unit: "items",
});

export const storeBreaker = gauge({
  name: "quantflow_store_breaker_state",
  help: "1 for what the circuit breaker before the database is now: closed in use, open leaving it alone, half-open trying it out; else 0.",
  unit: "boolean",
  labels: { state: ["closed", "open", "half-open"] },
});

export const storeUpkeepFailures = counter({
  name: "quantflow_store_upkeep_failures_total",
  help: "Runs of the database's upkeep that failed, by task: candles rolled up, old ticks removed, TimescaleDB asked for its state.",
  unit: "items",
  labels: { task: ["rollup", "retention", "timescale"] },
});

export const timescaleJobsFailing = gauge({
  name: "quantflow_timescale_jobs_failing",
  help: "Jobs of TimescaleDB, such as refreshing candles and removing old chunks, whose last run failed; absent on plain PostgreSQL.",
  unit: "items",
});

export const timescaleJobFailures = gauge({
  name: "quantflow_timescale_job_failures",
  help: "Failed runs of TimescaleDB's present jobs since each was made, as the database tells them; absent on plain PostgreSQL.",
  unit: "items",
});

export const timescaleChunks = gauge({
  name: "quantflow_timescale_chunks",
  help: "Chunks that TimescaleDB keeps of a table; absent on plain PostgreSQL.",
  unit: "items",
  labels: { table: ["trades", "candles", "ticks"] },
});
