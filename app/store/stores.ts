import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import { dependencyUp, storeQueueRows } from "../../metrics/quantflow/store.ts";
import type { Clock } from "../clock.ts";
import type { Step } from "../engine/engine.ts";
import { lastPrice } from "../engine/prices.ts";
import type { Log } from "../log.ts";
import { Dependency, type DependencyName } from "../runtime/dependency.ts";
import { openDatabase } from "./database-store.ts";
import type { DatabaseOptions } from "./postgres.ts";
import { PriceCache, type PriceCacheOptions } from "./prices.ts";
import { SpillFile } from "./spill.ts";

export interface StoresOptions {
  /** Undefined: not used, and no part of readiness or metrics. */
  readonly database: Omit<DatabaseOptions, "broken"> | undefined;
  readonly redis: Omit<PriceCacheOptions, "broken"> | undefined;
  /** Where fills wait that the database could not take; undefined: nowhere. */
  readonly spillPath: string | undefined;
  readonly clock: Clock;
  readonly recorder: MetricsRecorder;
  readonly log: Log;
}

export interface Stores {
  /** Takes note of a step of live trading; never waits, never throws. */
  record(step: Step): void;
  /** Brings the metrics up to date that are read rather than counted. */
  refresh(): void;
  health(): Readonly<Record<string, boolean>>;
  stop(): Promise<void>;
}

const PRICES_MS = 1_000;

function dependency({ recorder, log }: StoresOptions, name: DependencyName): Dependency {
  return new Dependency(name, log, (up) => recorder.set(dependencyUp, { dependency: name }, up ? 1 : 0));
}

function openPrices(options: StoresOptions, connection: Omit<PriceCacheOptions, "broken">) {
  const state = dependency(options, "redis");
  const prices = new Map<string, number>();
  const cache = new PriceCache({ ...connection, broken: (error) => state.failed(error) });
  let writing = false;
  const write = () => {
    // One at a time: writes that pile up before a server that hangs would only make it look busy.
    if (writing) return;
    writing = true;
    void cache
      .write(prices)
      .then(
        () => state.succeeded(),
        (error: unknown) => state.failed(error),
      )
      .finally(() => {
        writing = false;
      });
  };
  const cancel = options.clock.every(PRICES_MS, write);
  const stop = async () => {
    cancel();
    cache.close();
  };
  return { state, prices, stop };
}

/** Opens the stores in use. None has to be there: trading and metrics go on without them. */
export function openStores(options: StoresOptions): Stores {
  const { spillPath } = options;
  const spill = spillPath === undefined ? undefined : new SpillFile(spillPath);
  const connection = options.database;
  const database =
    connection && openDatabase({ ...options, connection, spill, state: dependency(options, "timescaledb") });
  const redis = options.redis && openPrices(options, options.redis);
  if (database === undefined) options.recorder.remove(dependencyUp, { dependency: "timescaledb" });
  if (redis === undefined) options.recorder.remove(dependencyUp, { dependency: "redis" });
  const opened = [database, redis].filter((store) => store !== undefined);
  const run = options.clock.now();
  return {
    record({ sequence, event, instrument, candle, fill }) {
      if (instrument === undefined) return;
      redis?.prices.set(instrument.base, lastPrice(event));
      if (candle !== undefined) database?.addCandle({ kind: "candle", symbol: instrument.base, candle });
      if (fill !== undefined)
        database?.addTrade({ kind: "trade", time: event.receivedAt, id: `${run}-${sequence}`, fill });
    },
    refresh: () => options.recorder.set(storeQueueRows, {}, database?.waiting ?? 0),
    health: () => Object.fromEntries(opened.map(({ state }) => [state.name, state.up])),
    async stop() {
      await Promise.all(opened.map(({ stop }) => stop()));
    },
  };
}
