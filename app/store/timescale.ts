import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import { timescaleChunks, timescaleJobFailures, timescaleJobsFailing } from "../../metrics/quantflow/store.ts";
import type { Database } from "./postgres.ts";

const TABLES = ["trades", "candles", "ticks"] as const;

interface TimescaleState {
  readonly failing: number;
  readonly failures: number;
  readonly chunks: readonly string[];
}

/** Source: https://www.tigerdata.com/docs/reference/timescaledb/informational-views */
const STATE = `
SELECT (SELECT count(*)::int FROM timescaledb_information.job_stats WHERE last_run_status = 'Failed') AS failing,
  (SELECT coalesce(sum(total_failures), 0)::float8 FROM timescaledb_information.job_stats) AS failures,
  ARRAY(SELECT hypertable_name::text FROM timescaledb_information.chunks WHERE hypertable_schema = 'quantflow') AS chunks`;

/** Tells what TimescaleDB knows of its jobs and chunks. */
export async function readTimescale(database: Pick<Database, "query">, recorder: MetricsRecorder): Promise<void> {
  const [state] = await database.query<TimescaleState>(STATE);
  recorder.set(timescaleJobsFailing, {}, state?.failing ?? 0);
  recorder.set(timescaleJobFailures, {}, state?.failures ?? 0);
  for (const table of TABLES)
    recorder.set(timescaleChunks, { table }, state?.chunks.filter((name) => name === table).length ?? 0);
}

/** Where there is no TimescaleDB its metrics are absent: 0 would say that all is well. */
export function forgetTimescale(recorder: MetricsRecorder): void {
  recorder.remove(timescaleJobsFailing, {});
  recorder.remove(timescaleJobFailures, {});
  for (const table of TABLES) recorder.remove(timescaleChunks, { table });
}
