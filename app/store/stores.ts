import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import { dependencyUp } from "../../metrics/quantflow/store.ts";
import type { Candles } from "../backtest/candles.ts";
import type { Clock, Random } from "../clock.ts";
import { parseInstrument } from "../engine/instrument.ts";
import { lastPrice } from "../engine/prices.ts";
import type { Step } from "../engine/step.ts";
import type { Log } from "../log.ts";
import type { Fill } from "../portfolio/fill.ts";
import { Dependency, type DependencyName } from "../runtime/dependency.ts";
import type { AlertRecord } from "../webhook/schema.ts";
import { newestAlerts, storeAlerts } from "./alerts.ts";
import { DatabaseStore } from "./database-store.ts";
import { isRefusal, StoreUnavailableError, StoreUnusedError } from "./errors.ts";
import { storedCandles, storedTicks } from "./history.ts";
import type { Database, DatabaseOptions } from "./postgres.ts";
import { PriceWriter } from "./price-writer.ts";
import { PriceCache, type PriceCacheOptions } from "./prices.ts";
import { Restore } from "./restore.ts";
import type { Interval } from "./rollup.ts";
import { forgetTimescale } from "./timescale.ts";

export interface StoresOptions {
  /** Undefined: not used, and no part of readiness or metrics. */
  readonly database: Omit<DatabaseOptions, "broken"> | undefined;
  readonly redis: Omit<PriceCacheOptions, "broken" | "ready"> | undefined;
  /** The file where fills are until the database has them; undefined: they wait in memory. */
  readonly spillPath: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly recorder: MetricsRecorder;
  readonly log: Log;
}

/** What of a step is stored. */
export type Recorded = Pick<Step, "sequence" | "event" | "instrument" | "fill">;

export interface Stores {
  /** Takes note of a step of live trading; never waits, never throws. A fill is on the disk when it returns. */
  record(step: Recorded): void;
  /** Brings the metrics up to date that are read rather than counted. */
  refresh(): void;
  health(): Readonly<Record<string, boolean>>;
  /**
   * The fills of earlier runs in the order of making, none without a database. Waits until the database answers, and
   * rejects with STORE_STOPPED when the stores are stopped before.
   */
  fills(): Promise<readonly Fill[]>;
  /**
   * Candles of a market that opened from `fromMs` up to, not including, `toMs`, prices in Units, oldest first; of more
   * than MOST_STORED_CANDLES only some more than those. Rejects with STORE_UNAVAILABLE, STORE_UNUSED or the signal's
   * reason.
   */
  candles(market: string, fromMs: number, toMs: number, signal: AbortSignal, interval?: Interval): Promise<Candles>;
  /** How many trades of a market are stored of that time. Rejects with STORE_UNAVAILABLE or STORE_UNUSED. */
  ticks(market: string, fromMs: number, toMs: number): Promise<number>;
  /**
   * Stores alerts, each once by fingerprint, status and start. Rejects with STORE_UNAVAILABLE, STORE_UNUSED, or the
   * database's own error of class 22 or 23 when it refuses one.
   */
  saveAlerts(alerts: readonly AlertRecord[]): Promise<void>;
  /** The alerts that came last, newest first. Rejects with STORE_UNAVAILABLE or STORE_UNUSED. */
  alerts(limit: number): Promise<readonly AlertRecord[]>;
  /** Writes what waits, once more, and closes. Fills that could not be written are on the disk. */
  stop(): Promise<void>;
}

function dependency({ recorder, log }: StoresOptions, name: DependencyName): Dependency {
  return new Dependency(name, log, (up) => recorder.set(dependencyUp, { dependency: name }, up ? 1 : 0));
}

function openDatabase(options: StoresOptions): DatabaseStore | undefined {
  const { database: connection, spillPath: fillsPath } = options;
  if (connection === undefined) {
    options.recorder.remove(dependencyUp, { dependency: "timescaledb" });
    forgetTimescale(options.recorder);
    return undefined;
  }
  return new DatabaseStore({ ...options, connection, fillsPath, state: dependency(options, "timescaledb") });
}

function openPrices(options: StoresOptions) {
  const { redis, clock, recorder } = options;
  if (redis === undefined) {
    recorder.remove(dependencyUp, { dependency: "redis" });
    return undefined;
  }
  const state = dependency(options, "redis");
  const cache: PriceCache = new PriceCache({
    ...redis,
    broken: (error) => state.failed(error),
    ready: () => writer.writeAll(),
  });
  const writer = new PriceWriter({ cache, clock, state });
  const stop = async () => {
    writer.stop();
    cache.close();
  };
  return { state, writer, stop };
}

/** Asks something of the database, with what is told when it does not answer. */
function asking(store: DatabaseStore | undefined) {
  return async <T>(what: string, ask: (database: Database) => Promise<T>, signal?: AbortSignal): Promise<T> => {
    if (store === undefined) throw new StoreUnusedError(what);
    return ask(store.database).catch((error: unknown) => {
      if (signal?.aborted === true) throw signal.reason;
      // What the database refuses it will refuse again: that is for who sent it to know.
      throw isRefusal(error) ? error : new StoreUnavailableError(what, error);
    });
  };
}

/** `BTC` of `BTCUSDT`, under which its rows are stored. */
const symbolOf = (market: string): string => parseInstrument(market)?.base ?? market;

/** Opens the stores in use. None has to be there: trading and metrics go on without them. Throws STORE_SPILL. */
export function openStores(options: StoresOptions): Stores {
  const database = openDatabase(options);
  const prices = openPrices(options);
  const opened = [database, prices].filter((store) => store !== undefined);
  const ask = asking(database);
  const restore = database && new Restore({ store: database, clock: options.clock });
  return {
    record({ sequence, event, instrument, fill }) {
      if (instrument === undefined) return;
      const { base: symbol } = instrument;
      if (event.backfilled !== true) prices?.writer.set(symbol, lastPrice(event));
      if (database === undefined || restore === undefined) return;
      if (event.kind === "trade") database.addTick(symbol, event);
      else if (event.kind === "kline" && event.closed) database.addCandle({ symbol, candle: { ...event } });
      if (fill !== undefined) database.addFill({ id: `${restore.run}-${sequence}`, time: event.receivedAt, fill });
    },
    refresh: () => database?.refresh(),
    health: () => Object.fromEntries(opened.map(({ state }) => [state.name, state.up])),
    fills: async () => restore?.fills() ?? [],
    candles: (market, fromMs, toMs, signal, interval = "1s") =>
      ask(
        "candles cannot be read",
        (from) => storedCandles(from, { symbol: symbolOf(market), fromMs, toMs }, interval, signal),
        signal,
      ),
    ticks: (market, fromMs, toMs) =>
      ask("ticks cannot be counted", (from) => storedTicks(from, { symbol: symbolOf(market), fromMs, toMs })),
    saveAlerts: (alerts) => ask("alerts cannot be stored", (into) => storeAlerts(into, alerts)),
    alerts: (limit) => ask("alerts cannot be read", (from) => newestAlerts(from, limit)),
    async stop() {
      restore?.stop();
      await Promise.all([database?.stop(), prices?.stop()]);
    },
  };
}
