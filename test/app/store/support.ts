import { Client } from "pg";
import { expect, onTestFinished } from "vitest";
import { Database } from "../../../app/store/postgres.ts";
import { openStores, type StoresOptions } from "../../../app/store/stores.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { connectionTo, openRecorder } from "./records.ts";
import { PATIENCE_MS } from "./servers.ts";

/** Stores on a clock moved by hand, stopped after the test. */
export function openTestStores(options: Partial<StoresOptions>, clock = new FakeClock()) {
  const log = memoryLog();
  const { recorder, value } = openRecorder();
  const stores = openStores({
    ...{ database: undefined, redis: undefined, spillPath: undefined, clock, random: () => 0.5, recorder, log },
    ...options,
  });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= stores.stop();
    return stopped;
  };
  onTestFinished(stop);
  /** Lets time pass until a store is seen to be up or down. */
  const becomes = (store: "timescaledb" | "redis", up: boolean) => passes(clock, () => stores.health()[store] === up);
  const metric = (name: string, labels = {}) => {
    stores.refresh();
    return value(name, labels);
  };
  return { clock, log, stores, stop, becomes, metric };
}

/** Lets time pass, half a second at a time, until something is so. */
export const passes = (clock: FakeClock, isSo: () => boolean | Promise<boolean>): Promise<void> =>
  expect
    .poll(
      () => {
        clock.advance(500);
        return isSo();
      },
      { timeout: PATIENCE_MS },
    )
    .toBe(true);

/** The rows of a statement, by a connection of the test's own. */
export async function query<T extends object>(port: number, text: string): Promise<readonly T[]> {
  const client = new Client({ host: "127.0.0.1", port, user: "quantflow", database: "postgres" });
  await client.connect();
  const { rows } = await client.query<T>(text).finally(() => client.end());
  return rows;
}

export const countOf = async (port: number, table: string): Promise<number> =>
  (await query<{ n: number }>(port, `SELECT count(*)::int AS n FROM quantflow.${table}`))[0]?.n ?? 0;

export function openTestDatabase(port: number) {
  const broken: Error[] = [];
  const database = new Database({ ...connectionTo(port), broken: (error) => broken.push(error) });
  onTestFinished(() => database.close());
  return { database, broken };
}
