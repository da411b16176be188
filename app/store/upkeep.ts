import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import { storeUpkeepFailures } from "../../metrics/quantflow/store.ts";
import type { Cancel, Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { problemOf } from "./errors.ts";
import type { Database } from "./postgres.ts";
import { ROLLUPS, type Rollup, rollupStatement } from "./rollup.ts";
import { forgetTimescale, readTimescale } from "./timescale.ts";

export interface UpkeepOptions {
  readonly database: Pick<Database, "query">;
  /** Whether the database answered at its last use; one that is away is not asked. */
  readonly up: () => boolean;
  readonly clock: Clock;
  readonly recorder: MetricsRecorder;
  readonly log: Log;
}

export const UPKEEP_MS = 60_000;
/** As the policy of TimescaleDB has it. */
const TICKS_KEPT_MS = 7 * 86_400_000;
/** Removed by one statement, which so ends in time and holds up no writer. */
const REMOVED_AT_ONCE = 20_000;

const KIND = `
SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') AS timescale,
  (SELECT relkind = 'v' FROM pg_class WHERE oid = 'quantflow.candles_1m'::regclass) AS policies`;

// The time is asked twice: a row's ctid is its own only within one of a hypertable's chunks.
const REMOVE_OLD_TICKS = `
WITH removed AS (
  DELETE FROM quantflow.ticks WHERE time < to_timestamp($1::float8 / 1000) AND ctid = ANY (ARRAY(
    SELECT ctid FROM quantflow.ticks WHERE time < to_timestamp($1::float8 / 1000) LIMIT ${REMOVED_AT_ONCE}
  )) RETURNING 1
) SELECT count(*)::int AS rows FROM removed`;

type Task = "rollup" | "retention" | "timescale";

/** What is done in the database each minute: candles rolled up and old ticks removed where no policy does, and TimescaleDB's state read. */
export class Upkeep {
  readonly #options: UpkeepOptions;
  readonly #cancel: Cancel;
  #running: Promise<void> | undefined;
  #stopping = false;
  readonly #told = new Set<Task>();

  constructor(options: UpkeepOptions) {
    this.#options = options;
    forgetTimescale(options.recorder);
    this.#cancel = options.clock.every(UPKEEP_MS, () => void (options.up() && this.run()));
  }

  /** One run at a time. Never rejects. */
  run(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#cancel();
    await this.#running;
  }

  async #run(): Promise<void> {
    // Until it is known that no policy does it, nothing is rolled up or removed.
    let policies = true;
    await this.#try("timescale", async () => {
      const { database, recorder } = this.#options;
      const [kind] = await database.query<{ timescale: boolean; policies: boolean }>(KIND);
      policies = kind?.policies !== false;
      if (kind?.timescale === true) await readTimescale(database, recorder);
      else forgetTimescale(recorder);
    });
    if (policies) return;
    await this.#try("rollup", async () => {
      for (const rollup of ROLLUPS) while (await this.#rollUp(rollup));
    });
    await this.#try("retention", async () => {
      while (await this.#removeOldTicks());
    });
  }

  /** Whether more is left to do. */
  async #rollUp(rollup: Rollup): Promise<boolean> {
    const { database, clock } = this.#options;
    const [row] = await database.query<{ behind: boolean }>(rollupStatement(rollup), [clock.now()]);
    return row?.behind === true && !this.#stopping;
  }

  /** Whether more may be left to do. */
  async #removeOldTicks(): Promise<boolean> {
    const { database, clock } = this.#options;
    const [removed] = await database.query<{ rows: number }>(REMOVE_OLD_TICKS, [clock.now() - TICKS_KEPT_MS]);
    return (removed?.rows ?? 0) >= REMOVED_AT_ONCE && !this.#stopping;
  }

  /** A task that fails is told once, until it succeeds; the others go on. */
  async #try(task: Task, work: () => Promise<void>): Promise<void> {
    const { recorder, log } = this.#options;
    try {
      await work();
      this.#told.delete(task);
    } catch (error) {
      recorder.increment(storeUpkeepFailures, { task });
      if (!this.#told.has(task)) log.warn({ task, ...problemOf(error) }, "upkeep of the database failed");
      this.#told.add(task);
    }
  }
}
