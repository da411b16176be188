import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  postgresPrograms,
  redisProgram,
  startPostgres,
  startRedis,
  type TestServer,
} from "../../test/app/store/servers.ts";
import { storesMissing, unexpectedAnswer } from "./errors.ts";
import { type Heard, hearing } from "./hearing.ts";
import type { Program } from "./program.ts";
import { SECRETS, secretsIn } from "./secrets.ts";
import { applicationOf, CACHE_USER, exchangeOf, type Load, type Started, tradesPerSecondOf } from "./trading.ts";
import { type Exporters, WATCHER, watchedOf } from "./watching.ts";

/** Everything that is soaked: the application with its database, cache and exchange, and what watches them. */
export interface Platform {
  readonly database: TestServer;
  readonly cache: TestServer;
  readonly exchange: Program;
  readonly heard: Heard;
  /** One action of the exchange's control port. */
  control(action: object): Promise<void>;
  /** Makes trades so many times as often as asked for at the start, for the rest of the run. */
  quicken(times: number): Promise<void>;
  readonly exporters: Exporters;
  readonly urls: { readonly prometheus: string; readonly admin: string };
  stop(): Promise<void>;
}

export const METRICS_HEADERS = { authorization: `Bearer ${SECRETS.metrics}` };

export async function startPlatform(messagesPerSecond: number, seed: number): Promise<Platform> {
  const folder = await mkdtemp(join(tmpdir(), "quantflow-soak-"));
  const stops: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async () => {
    const failures: unknown[] = [];
    // One that cannot be ended must not leave the others running.
    for (const one of stops.splice(0).reverse()) await one().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, "not every part of the soak could be ended");
  };
  const started = async <T extends { stop(): Promise<unknown> }>(starting: Promise<T>): Promise<T> => {
    const part = await starting;
    stops.push(() => part.stop());
    return part;
  };
  try {
    return await assembled(folder, { messagesPerSecond, seed }, started, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assembled(folder: string, load: Load, started: Started, stop: () => Promise<void>): Promise<Platform> {
  const secret = await secretsIn(folder);
  const { database, cache } = await stores(started);
  const heard = await started(hearing());
  const exchange = await exchangeOf(folder, secret, load, started);
  const application = await applicationOf(folder, secret, { database, cache, exchange, heard }, started);
  const watched = await watchedOf(folder, secret, { database, cache, exchange, heard, application }, started);
  const control = (action: object) =>
    posted(`${exchange.controlUrl}/control`, {
      method: "POST",
      headers: { authorization: `Bearer ${SECRETS.control}` },
      body: JSON.stringify(action),
    });
  let tradesPerSecond = tradesPerSecondOf(load);
  const setRate = () => control({ action: "rate", tradesPerSecond });
  return {
    ...{ database, cache, heard, stop, control },
    exchange: {
      ...exchange.program,
      // Started anew, it knows nothing of what it was told before.
      start: () => exchange.program.start().then(setRate),
    },
    quicken(times) {
      tradesPerSecond = tradesPerSecondOf(load) * times;
      return setRate();
    },
    exporters: watched.exporters,
    urls: { prometheus: watched.prometheus, admin: application.adminUrl },
  };
}

async function posted(url: string, init: RequestInit): Promise<void> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  if (!response.ok) throw unexpectedAnswer(url, response.status, text);
}

async function stores(started: Started) {
  const [postgres, redis] = [postgresPrograms(), redisProgram()];
  if (postgres === undefined || redis === undefined) throw storesMissing();
  const watcher = `${WATCHER} on >${WATCHER} ~* +@all`;
  return {
    database: await started(startPostgres(postgres)),
    cache: await started(startRedis(redis, CACHE_USER, SECRETS.redis, [watcher])),
  };
}
