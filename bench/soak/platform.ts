import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  freePort,
  postgresPrograms,
  redisProgram,
  startPostgres,
  startRedis,
  type TestServer,
} from "../../test/app/store/servers.ts";
import { builtTool } from "../../test/support/tools.ts";
import { type Heard, hearing } from "./hearing.ts";
import { type Scraped, writeAlertmanager, writePrometheus } from "./monitoring.ts";
import { answers, type Program, program } from "./program.ts";

/** As many markets as the application takes; each trade is a message, and the book after it another. */
const MARKETS = 50;
const MESSAGES_A_TRADE = 2;
const LETTERS = "ABCDEFGHIJ";
const markets = Array.from({ length: MARKETS }, (_, index) => {
  const [first, second] = [LETTERS[Math.floor(index / 10)], LETTERS[index % 10]];
  return `Q${first}${second}USDT`;
}).join(",");

const ROOT = join(import.meta.dirname, "..", "..");
const REDIS_LOGIN = { user: "quantflow", password: "redis-password" };
const WATCHER = "watcher";

/** Everything that is soaked: the application with its database, cache and exchange, and what watches them. */
export interface Platform {
  readonly folder: string;
  readonly database: TestServer;
  readonly cache: TestServer;
  readonly exchange: Program;
  readonly application: Program;
  readonly heard: Heard;
  /** One action of the exchange's control port. */
  control(action: object): Promise<void>;
  /** Posts an alert of the run's own to Alertmanager. */
  post(alert: string, seconds: number): Promise<void>;
  /** Asks the application to deliver again what it gave up. */
  retryDeadLetters(): Promise<void>;
  readonly urls: { readonly prometheus: string; readonly admin: string; readonly exchangeControl: string };
  stop(): Promise<void>;
}

const TOKENS = {
  control: "control-token",
  metrics: "metrics-token",
  webhook: "webhook-token",
  admin: "admin-password",
};
export const METRICS_HEADERS = { authorization: `Bearer ${TOKENS.metrics}` };

export async function startPlatform(messagesPerSecond: number, seed: number): Promise<Platform> {
  const folder = await mkdtemp(join(tmpdir(), "quantflow-soak-"));
  const stops: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
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

type Started = <T extends { stop(): Promise<unknown> }>(starting: Promise<T>) => Promise<T>;
interface Load {
  readonly messagesPerSecond: number;
  readonly seed: number;
}

async function assembled(folder: string, load: Load, started: Started, stop: () => Promise<void>): Promise<Platform> {
  const secret = await secretsIn(folder);
  const { database, cache } = await stores(started);
  const heard = await started(hearing());
  const exchange = await exchangeOf(folder, secret, load, started);
  const application = await applicationOf(folder, secret, { database, cache, exchange, heard }, started);
  const watched = await watchedOf(folder, secret, { database, cache, exchange, heard, application }, started);
  const post = (url: string, init: RequestInit) => posted(url, { ...init, method: "POST" });
  return {
    ...{ folder, database, cache, heard, stop },
    exchange: exchange.program,
    application: application.program,
    urls: { ...watched, admin: application.adminUrl, exchangeControl: exchange.controlUrl },
    control: (action) =>
      post(`${exchange.controlUrl}/control`, {
        headers: { authorization: `Bearer ${TOKENS.control}` },
        body: JSON.stringify(action),
      }),
    post: (alertname, seconds) => {
      const endsAt = new Date(Date.now() + seconds * 1000).toISOString();
      const body = JSON.stringify([{ labels: { alertname, severity: "none" }, endsAt }]);
      return post(`${watched.alertmanager}/api/v2/alerts`, { headers: { "content-type": "application/json" }, body });
    },
    retryDeadLetters: () =>
      post(`${application.url}/alerts/dead-letters/retry`, {
        headers: { authorization: `Basic ${btoa(`admin:${TOKENS.admin}`)}` },
      }),
  };
}

async function posted(url: string, init: RequestInit): Promise<void> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 300)}`);
}

type Secret = (name: keyof typeof TOKENS | "redis") => string;

async function secretsIn(folder: string): Promise<Secret> {
  await mkdir(join(folder, "data"));
  for (const [name, value] of Object.entries({ ...TOKENS, redis: REDIS_LOGIN.password }))
    await writeFile(join(folder, name), `${value}\n`);
  return (name) => join(folder, name);
}

async function stores(started: Started) {
  const [postgres, redis] = [postgresPrograms(), redisProgram()];
  if (postgres === undefined || redis === undefined)
    throw new Error("the soak needs PostgreSQL and Redis: apt-get install postgresql-15 redis-server");
  const watcher = `${WATCHER} on >${WATCHER} ~* +@all`;
  return {
    database: await started(startPostgres(postgres)),
    cache: await started(startRedis(redis, REDIS_LOGIN.user, REDIS_LOGIN.password, [watcher])),
  };
}

const ownProgram = (entry: string) => ({ command: process.execPath, args: ["--import", "tsx", join(ROOT, entry)] });

async function exchangeOf(folder: string, secret: Secret, { messagesPerSecond, seed }: Load, started: Started) {
  const [port, controlPort] = [await freePort(), await freePort()];
  const controlUrl = `http://127.0.0.1:${controlPort}`;
  const environment = {
    EXCHANGE_HOST: "127.0.0.1",
    EXCHANGE_PORT: `${port}`,
    EXCHANGE_CONTROL_PORT: `${controlPort}`,
    EXCHANGE_CONTROL_TOKEN_FILE: secret("control"),
    EXCHANGE_METRICS_TOKEN_FILE: secret("metrics"),
    EXCHANGE_SYMBOLS: markets,
    EXCHANGE_SEED: `${seed}`,
    EXCHANGE_TRADES_PER_SECOND: `${messagesPerSecond / MESSAGES_A_TRADE / MARKETS}`,
  };
  const log = join(folder, "exchange.log");
  const recipe = { ...ownProgram("app/exchange/main.ts"), environment, log, ready: answers(`${controlUrl}/healthz`) };
  return { port, controlPort, controlUrl, program: await started(program(recipe)) };
}

interface Around {
  readonly database: TestServer;
  readonly cache: TestServer;
  readonly heard: Heard;
  readonly exchange: Awaited<ReturnType<typeof exchangeOf>>;
}

async function applicationOf(folder: string, secret: Secret, around: Around, started: Started) {
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
    QUANTFLOW_REDIS_USER: REDIS_LOGIN.user,
    QUANTFLOW_REDIS_PASSWORD_FILE: secret("redis"),
  };
  const log = join(folder, "application.log");
  const recipe = { ...ownProgram("app/main.ts"), environment, log, ready: answers(`${adminUrl}/healthz`) };
  return { port, adminPort, adminUrl, url: `http://127.0.0.1:${port}`, program: await started(program(recipe)) };
}

async function watchedOf(
  folder: string,
  secret: Secret,
  around: Around & { readonly application: Awaited<ReturnType<typeof applicationOf>> },
  started: Started,
) {
  const { database, cache, exchange, application, heard } = around;
  const exporters = await exportersOf(folder, { database, cache }, started);
  const alertmanager = await alertmanagerOf(folder, heard, `${application.url}/alerts/webhook`, secret, started);
  const targets: readonly Scraped[] = [
    { job: "quantflow", port: application.adminPort, tokenFile: secret("metrics") },
    { job: "exchange", port: exchange.controlPort, tokenFile: secret("metrics") },
    { job: "timescaledb", port: exporters.postgres },
    { job: "redis", port: exporters.redis },
  ];
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const file = await writePrometheus(folder, targets, alertmanager);
  const args = [
    `--config.file=${file}`,
    `--storage.tsdb.path=${folder}/metrics-data`,
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  const log = join(folder, "prometheus.log");
  await started(program({ command: await builtTool("prometheus"), args, log, ready: answers(`${url}/-/ready`) }));
  return { prometheus: url, alertmanager: `http://127.0.0.1:${alertmanager}` };
}

async function exportersOf(folder: string, { database, cache }: Pick<Around, "database" | "cache">, started: Started) {
  const [postgres, redis] = [await freePort(), await freePort()];
  const ready = (port: number) => answers(`http://127.0.0.1:${port}/`);
  await started(
    program({
      command: await builtTool("postgres_exporter"),
      args: [`--web.listen-address=127.0.0.1:${postgres}`, "--collector.postmaster"],
      environment: { DATA_SOURCE_NAME: `postgresql://quantflow@127.0.0.1:${database.port}/postgres?sslmode=disable` },
      ...{ log: join(folder, "postgres-exporter.log"), ready: ready(postgres) },
    }),
  );
  await started(
    program({
      command: await builtTool("redis_exporter"),
      args: [`-web.listen-address=127.0.0.1:${redis}`],
      environment: {
        REDIS_ADDR: `redis://127.0.0.1:${cache.port}`,
        REDIS_USER: WATCHER,
        REDIS_PASSWORD: WATCHER,
      },
      ...{ log: join(folder, "redis-exporter.log"), ready: ready(redis) },
    }),
  );
  return { postgres, redis };
}

async function alertmanagerOf(folder: string, heard: Heard, webhook: string, secret: Secret, started: Started) {
  const port = await freePort();
  const file = await writeAlertmanager(folder, `${heard.url}/alerts`, { url: webhook, tokenFile: secret("webhook") });
  const args = [
    ...[`--config.file=${file}`, `--storage.path=${folder}/alertmanager-data`],
    ...[`--web.listen-address=127.0.0.1:${port}`, "--cluster.listen-address="],
  ];
  const log = join(folder, "alertmanager.log");
  const ready = answers(`http://127.0.0.1:${port}/-/ready`);
  await started(program({ command: await builtTool("alertmanager"), args, log, ready }));
  return port;
}
