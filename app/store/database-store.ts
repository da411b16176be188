import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import { storeDroppedRows } from "../../metrics/quantflow/store.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Dependency } from "../runtime/dependency.ts";
import { BatchWriter } from "./batch-writer.ts";
import { Fills } from "./fills.ts";
import { Database, type DatabaseOptions } from "./postgres.ts";
import type { CandleRow, Row, TradeRow } from "./rows.ts";
import type { SpillFile } from "./spill.ts";

export interface DatabaseStoreOptions {
  readonly connection: Omit<DatabaseOptions, "broken">;
  readonly state: Dependency;
  readonly spill: SpillFile | undefined;
  readonly clock: Clock;
  readonly recorder: MetricsRecorder;
  readonly log: Log;
}

export interface DatabaseStore {
  readonly state: Dependency;
  /** Rows that wait in memory. */
  readonly waiting: number;
  addTrade(row: TradeRow): void;
  addCandle(row: CandleRow): void;
  stop(): Promise<void>;
}

/** Of each kind: half an hour of one-second candles of five markets, and far more fills than those make. */
const CAPACITY_ROWS = 10_000;
const BATCH_ROWS = 1_000;
const FLUSH_MS = 500;
/** A database that nothing is written to is asked whether it lives. */
const CHECK_MS = 10_000;

/** The database behind two queues: candles may be dropped when it is away for long, fills never are. */
export function openDatabase({ connection, state, spill, clock, recorder, log }: DatabaseStoreOptions): DatabaseStore {
  const database = new Database({ ...connection, broken: (error) => state.failed(error) });
  const dropped = (rows: readonly Row[]) => {
    for (const { kind } of rows) recorder.increment(storeDroppedRows, { kind });
  };
  const queue = {
    clock,
    capacity: CAPACITY_ROWS,
    batchRows: BATCH_ROWS,
    flushEveryMs: FLUSH_MS,
    write: (rows: readonly Row[]) => database.write(rows),
    written: () => state.succeeded(),
    failed: (error: unknown) => state.failed(error),
  };
  const fills = new Fills({ ...queue, spill, log, lost: dropped });
  // A full queue gives up one candle at a time: the metric counts them, the log tells the first of an outage.
  let told = false;
  const candles = new BatchWriter<CandleRow>({
    ...queue,
    written() {
      told = false;
      state.succeeded();
    },
    overflow(rows) {
      if (!told) log.warn({ candles: rows.length }, "candles are dropped: the database has been away too long");
      told = true;
      dropped(rows);
    },
  });
  const check = () =>
    void database
      .check()
      .then(() => {
        state.succeeded();
        return fills.replay();
      })
      .catch((error: unknown) => state.failed(error));
  check();
  const cancelCheck = clock.every(CHECK_MS, check);
  return {
    state,
    get waiting() {
      return fills.waiting + candles.waiting;
    },
    addTrade: (row) => fills.add(row),
    addCandle: (row) => candles.add(row),
    async stop() {
      cancelCheck();
      await Promise.all([fills.stop(), candles.stop()]);
      await database.close();
    },
  };
}
