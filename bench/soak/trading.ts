import { join } from "node:path";
import type { TestServer } from "../../test/app/store/servers.ts";
import { freePort } from "../../test/support/free-port.ts";
import type { Heard } from "./hearing.ts";
import { answers, type Program, program } from "./program.ts";
import type { SecretFile } from "./secrets.ts";

/** As many markets as the application takes; each trade is a message, and the book after it another. */
const MARKETS = 50;
const MESSAGES_A_TRADE = 2;
const LETTERS = "ABCDEFGHIJ";
const markets = Array.from({ length: MARKETS }, (_, index) => {
  const [first, second] = [LETTERS[Math.floor(index / 10)], LETTERS[index % 10]];
  return `Q${first}${second}USDT`;
}).join(",");

/** The user that the application is in the cache. */
export const CACHE_USER = "quantflow";

const ROOT = join(import.meta.dirname, "..", "..");

/** Starts a part; it is ended with the others. */
export type Started = <T extends { stop(): Promise<unknown> }>(starting: Promise<T>) => Promise<T>;

export interface Load {
  readonly messagesPerSecond: number;
  readonly seed: number;
}

/** Of each market. */
export const tradesPerSecondOf = ({ messagesPerSecond }: Load): number =>
  messagesPerSecond / MESSAGES_A_TRADE / MARKETS;

export interface Exchange {
  readonly port: number;
  readonly controlPort: number;
  readonly controlUrl: string;
  readonly program: Program;
}

export interface Application {
  readonly adminPort: number;
  readonly adminUrl: string;
  readonly url: string;
  readonly program: Program;
}

const ownProgram = (entry: string) => ({ command: process.execPath, args: ["--import", "tsx", join(ROOT, entry)] });

export async function exchangeOf(folder: string, secret: SecretFile, load: Load, started: Started): Promise<Exchange> {
  const [port, controlPort] = [await freePort(), await freePort()];
  const controlUrl = `http://127.0.0.1:${controlPort}`;
  const environment = {
    EXCHANGE_HOST: "127.0.0.1",
    EXCHANGE_PORT: `${port}`,
    EXCHANGE_CONTROL_PORT: `${controlPort}`,
    EXCHANGE_CONTROL_TOKEN_FILE: secret("control"),
    EXCHANGE_METRICS_TOKEN_FILE: secret("metrics"),
    EXCHANGE_SYMBOLS: markets,
    EXCHANGE_SEED: `${load.seed}`,
    EXCHANGE_TRADES_PER_SECOND: `${tradesPerSecondOf(load)}`,
  };
  const log = join(folder, "exchange.log");
  const recipe = { ...ownProgram("app/exchange/main.ts"), environment, log, ready: answers(`${controlUrl}/healthz`) };
  return { port, controlPort, controlUrl, program: await started(program(recipe)) };
}

export interface Around {
  readonly database: TestServer;
  readonly cache: TestServer;
  readonly heard: Heard;
  readonly exchange: Exchange;
}

export async function applicationOf(
  folder: string,
  secret: SecretFile,
  around: Around,
  started: Started,
): Promise<Application> {
  const { database, cache, heard, exchange } = around;
  const [port, adminPort] = [await freePort(), await freePort()];
  const adminUrl = `http://127.0.0.1:${adminPort}`;
  const environment = {
    QUANTFLOW_HOST: "127.0.0.1",
    QUANTFLOW_HTTP_PORT: `${port}`,
    QUANTFLOW_ADMIN_PORT: `${adminPort}`,
    QUANTFLOW_METRICS_TOKEN_FILE: secret("metrics"),
    QUANTFLOW_WEBHOOK_TOKEN_FILE: secret("webhook"),
    QUANTFLOW_ADMIN_PASSWORD_FILE: secret("admin"),
    QUANTFLOW_DATA_DIRECTORY: join(folder, "data"),
    QUANTFLOW_SYMBOLS: markets,
    QUANTFLOW_FEED_URL: `ws://127.0.0.1:${exchange.port}/stream`,
    QUANTFLOW_FEED_REST_URL: `http://127.0.0.1:${exchange.port}`,
    // Trading goes on for the whole run: what it costs would reach the usual limit of losses before its end.
    QUANTFLOW_FEE_RATE: "0.00001",
    QUANTFLOW_MAX_LOSS: "90000",
    QUANTFLOW_ALERT_FORWARD_URL: `${heard.url}/forwarded`,
    QUANTFLOW_ALERT_FORWARD_TOKEN_FILE: secret("webhook"),
    QUANTFLOW_DATABASE_HOST: "127.0.0.1",
    QUANTFLOW_DATABASE_PORT: `${database.port}`,
    QUANTFLOW_DATABASE_NAME: "postgres",
    QUANTFLOW_DATABASE_PASSWORD_FILE: secret("admin"),
    QUANTFLOW_REDIS_HOST: "127.0.0.1",
    QUANTFLOW_REDIS_PORT: `${cache.port}`,
    QUANTFLOW_REDIS_USER: CACHE_USER,
    QUANTFLOW_REDIS_PASSWORD_FILE: secret("redis"),
  };
  const log = join(folder, "application.log");
  const recipe = { ...ownProgram("app/main.ts"), environment, log, ready: answers(`${adminUrl}/healthz`) };
  return { adminPort, adminUrl, url: `http://127.0.0.1:${port}`, program: await started(program(recipe)) };
}
