import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import { storeBreaker, storeCapacityRows, storeOldestRowAge, storeQueueRows } from "../../metrics/quantflow/store.ts";
import { type Clock, type Random, within } from "../clock.ts";
import type { Trade } from "../engine/events.ts";
import type { Log } from "../log.ts";
import type { Dependency } from "../runtime/dependency.ts";
import { BREAKER_STATES, Breaker } from "./breaker.ts";
import { CandleQueue } from "./candle-queue.ts";
import { FillFile } from "./fill-file.ts";
import { FillQueue } from "./fill-queue.ts";
import { inOrder, storedFills } from "./history.ts";
import { Losses } from "./losses.ts";
import { Database, type DatabaseOptions } from "./postgres.ts";
import type { Queue } from "./queue.ts";
import { type CandleRow, type FillRow, insertCandles, insertFills } from "./rows.ts";
import { TickQueue } from "./tick-queue.ts";
import { Upkeep } from "./upkeep.ts";
import { Writer } from "./writer.ts";

export interface DatabaseStoreOptions {
  readonly connection: Omit<DatabaseOptions, "broken">;
  readonly state: Dependency;
  /** Where fills are until the database has them; undefined: in memory. */
  readonly fillsPath: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly recorder: MetricsRecorder;
  readonly log: Log;
}

/** Half an hour of one-second candles of five markets. */
export const CANDLES_WAITING = 10_000;
/** 21 MiB: most of a minute at 10,000 trades a second, hours at what three markets usually make. */
export const TICKS_WAITING = 500_000;
/** Together with what else ends, a stop has 10 seconds. */
const WRITTEN_WITHIN_MS = 6_000;
const CLOSED_WITHIN_MS = 1_000;

/**
 * The database behind its queues, with one writer before it. Ticks and candles may be dropped when it is away for
 * long; fills never are.
 */
export class DatabaseStore {
  readonly state: Dependency;
  readonly database: Database;
  readonly #options: DatabaseStoreOptions;
  readonly #queues: { readonly fills: FillQueue; readonly candles: CandleQueue; readonly ticks: TickQueue };
  readonly #writer: Writer;
  readonly #upkeep: Upkeep;

  /** Throws STORE_SPILL when the fills file cannot be read: what is owned would not be known. */
  constructor(options: DatabaseStoreOptions) {
    const { connection, state, clock, recorder, log } = options;
    this.#options = options;
    this.state = state;
    const losses = new Losses(recorder, log);
    this.database = new Database({ ...connection, broken: (error) => state.failed(error) });
    this.#queues = this.#createQueues(losses);
    this.#writer = new Writer({
      queues: this.#all(),
      clock,
      recorder,
      state,
      breaker: this.#createBreaker(),
      check: () => this.database.check(),
      answered: () => losses.over(),
    });
    this.#upkeep = new Upkeep({ database: this.database, up: () => state.up, clock, recorder, log });
    recorder.set(storeCapacityRows, { kind: "candle" }, CANDLES_WAITING);
    recorder.set(storeCapacityRows, { kind: "tick" }, TICKS_WAITING);
  }

  addFill(row: FillRow): void {
    this.#queues.fills.add(row);
  }

  addCandle(row: CandleRow): void {
    this.#queues.candles.add(row);
    this.#writer.added(this.#queues.candles);
  }

  addTick(symbol: string, trade: Trade): void {
    this.#queues.ticks.add(symbol, trade);
    this.#writer.added(this.#queues.ticks);
  }

  /** The fills in the database and those that wait, in the order of making. Rejects when the database is away. */
  async fills(): Promise<readonly FillRow[]> {
    // Those that wait are read first: one that is written meanwhile is then found twice, not missed.
    const waiting = this.#queues.fills.all();
    return inOrder([...(await storedFills(this.database)), ...waiting]);
  }

  /** Brings the metrics up to date that are read rather than counted. */
  refresh(): void {
    const { recorder, clock } = this.#options;
    for (const { kind, waiting } of this.#all()) recorder.set(storeQueueRows, { kind }, waiting);
    const oldest = this.#all().map(({ oldestAt }) => oldestAt ?? Number.POSITIVE_INFINITY);
    // Our own clock may be set back meanwhile.
    const age = Math.max(0, clock.now() - Math.min(...oldest)) / 1000;
    recorder.set(storeOldestRowAge, {}, Number.isFinite(age) ? age : 0);
  }

  /** Writes what waits, once more, and closes; a database that hangs is not waited for beyond the time of a stop. */
  async stop(): Promise<void> {
    const { clock } = this.#options;
    await within(clock, WRITTEN_WITHIN_MS, Promise.all([this.#writer.stop(), this.#upkeep.stop()]));
    for (const queue of this.#all()) queue.close();
    await within(clock, CLOSED_WITHIN_MS, this.database.close());
  }

  #all(): readonly Queue[] {
    const { fills, candles, ticks } = this.#queues;
    return [fills, candles, ticks];
  }

  #createQueues({ lost }: Losses) {
    const { database } = this;
    const { fillsPath, log } = this.#options;
    return {
      fills: new FillQueue({
        file: fillsPath === undefined ? undefined : new FillFile(fillsPath),
        write: (rows) => database.insert(insertFills(rows)),
        lost,
        log,
      }),
      candles: new CandleQueue({
        capacity: CANDLES_WAITING,
        write: (rows) => database.insert(insertCandles(rows)),
        lost,
      }),
      ticks: new TickQueue({ capacity: TICKS_WAITING, copy: (rows) => database.copyTicks(rows), lost }),
    };
  }

  #createBreaker(): Breaker {
    const { clock, random, recorder } = this.#options;
    return new Breaker({
      clock,
      random,
      changed(now) {
        for (const state of BREAKER_STATES) recorder.set(storeBreaker, { state }, state === now ? 1 : 0);
      },
    });
  }
}
