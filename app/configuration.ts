import type { z } from "zod";
import type { StrategyName } from "../metrics/quantflow/labels.ts";
import type { Instrument } from "./engine/instrument.ts";
import { type Environment, readSettings } from "./environment.ts";
import type { Units } from "./portfolio/units.ts";
import { type Settings, settings } from "./settings.ts";
import { strategies } from "./strategies/index.ts";

export interface DatabaseConfiguration {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly name: string;
  readonly user: string;
  readonly passwordFile: string;
}

export interface RedisConfiguration {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly user: string;
  readonly passwordFile: string;
}

export interface Configuration {
  readonly host: string;
  readonly httpPort: number;
  readonly adminPort: number;
  /** By which both ports speak TLS; undefined: in clear. */
  readonly certificateFile: string | undefined;
  /** Reverse proxies in front of the public port, whose word on a client's address is taken. */
  readonly trustedProxies: number;
  readonly logLevel: "debug" | "info" | "warn" | "error";
  readonly commit: string;
  readonly production: boolean;
  readonly metricsTokenFile: string;
  readonly webhookTokenFile: string;
  readonly adminPasswordFile: string;
  /** Where alerts, fills that the database has not taken yet, and crashes survive; undefined: in memory only. */
  readonly dataDirectory: string | undefined;
  readonly instruments: readonly Instrument[];
  readonly feed: { readonly url: string; readonly restUrl: string; readonly silenceMs: number };
  readonly strategy: { readonly name: StrategyName; readonly parameters: unknown };
  readonly startingCash: Units;
  readonly feeRate: Units;
  readonly orderValue: Units;
  readonly limits: { readonly positionValue: Units; readonly exposure: Units; readonly loss: Units };
  /** `intervalSeconds` 0: the application starts no backtest by itself. */
  readonly backtest: { readonly intervalSeconds: number; readonly timeoutSeconds: number; readonly workers: number };
  /** Undefined: alerts are kept, and sent nowhere else. */
  readonly alertForward: { readonly url: string; readonly tokenFile: string } | undefined;
  /** Undefined: not used. */
  readonly database: DatabaseConfiguration | undefined;
  /** Undefined: not used. */
  readonly redis: RedisConfiguration | undefined;
}

/** The application's configuration from its environment. Throws APP_CONFIGURATION. */
export function readConfiguration(environment: Environment): Configuration {
  const read = readSettings(settings, environment, across);
  return {
    host: read.QUANTFLOW_HOST,
    httpPort: read.QUANTFLOW_HTTP_PORT,
    adminPort: read.QUANTFLOW_ADMIN_PORT,
    certificateFile: read.QUANTFLOW_CERTIFICATE_FILE,
    trustedProxies: read.QUANTFLOW_TRUSTED_PROXIES,
    logLevel: read.QUANTFLOW_LOG_LEVEL,
    commit: read.QUANTFLOW_COMMIT,
    production: read.NODE_ENV === "production",
    metricsTokenFile: read.QUANTFLOW_METRICS_TOKEN_FILE,
    webhookTokenFile: read.QUANTFLOW_WEBHOOK_TOKEN_FILE,
    adminPasswordFile: read.QUANTFLOW_ADMIN_PASSWORD_FILE,
    dataDirectory: read.QUANTFLOW_DATA_DIRECTORY,
    instruments: read.QUANTFLOW_SYMBOLS,
    feed: {
      url: read.QUANTFLOW_FEED_URL,
      restUrl: read.QUANTFLOW_FEED_REST_URL,
      silenceMs: read.QUANTFLOW_FEED_SILENCE_SECONDS * 1000,
    },
    strategy: strategyOf(read),
    startingCash: read.QUANTFLOW_STARTING_CASH,
    feeRate: read.QUANTFLOW_FEE_RATE,
    orderValue: read.QUANTFLOW_ORDER_VALUE,
    limits: {
      positionValue: read.QUANTFLOW_MAX_POSITION_VALUE,
      exposure: read.QUANTFLOW_MAX_EXPOSURE,
      loss: read.QUANTFLOW_MAX_LOSS,
    },
    backtest: {
      intervalSeconds: read.QUANTFLOW_BACKTEST_INTERVAL_SECONDS,
      timeoutSeconds: read.QUANTFLOW_BACKTEST_TIMEOUT_SECONDS,
      workers: read.QUANTFLOW_BACKTEST_WORKERS,
    },
    alertForward: forwardOf(read),
    database: databaseOf(read),
    redis: redisOf(read),
  };
}

/** An address that needs a secret, and the variable that names its file. */
const NEEDS_FILE = {
  QUANTFLOW_DATABASE_HOST: "QUANTFLOW_DATABASE_PASSWORD_FILE",
  QUANTFLOW_REDIS_HOST: "QUANTFLOW_REDIS_PASSWORD_FILE",
  QUANTFLOW_ALERT_FORWARD_URL: "QUANTFLOW_ALERT_FORWARD_TOKEN_FILE",
} as const;

function across(read: Partial<Settings>): readonly string[] {
  const missing = Object.entries(NEEDS_FILE).filter(
    ([address, file]) => read[address as keyof Settings] !== undefined && read[file] === undefined,
  );
  return [
    ...missing.map(([address, file]) => `${file} is not set, and ${address} is`),
    ...samePort(read),
    ...strategyProblems(read),
  ];
}

const samePort = ({ QUANTFLOW_HTTP_PORT: http, QUANTFLOW_ADMIN_PORT: admin }: Partial<Settings>): readonly string[] =>
  http !== undefined && http !== 0 && http === admin
    ? [`QUANTFLOW_ADMIN_PORT is ${admin}, and so is QUANTFLOW_HTTP_PORT: give each a port of its own`]
    : [];

function strategyProblems({
  QUANTFLOW_STRATEGY: name,
  QUANTFLOW_STRATEGY_PARAMETERS: given,
}: Partial<Settings>): readonly string[] {
  if (name === undefined || given === undefined) return [];
  const { error } = strategies[name].parameters.safeParse(given);
  return (error?.issues ?? []).map(
    ({ path, message }: z.core.$ZodIssue) =>
      `QUANTFLOW_STRATEGY_PARAMETERS of ${name}: ${[path.join("."), message].filter(Boolean).join(": ")}`,
  );
}

const strategyOf = (read: Settings): Configuration["strategy"] => ({
  name: read.QUANTFLOW_STRATEGY,
  parameters: strategies[read.QUANTFLOW_STRATEGY].parameters.parse(read.QUANTFLOW_STRATEGY_PARAMETERS),
});

const forwardOf = ({
  QUANTFLOW_ALERT_FORWARD_URL: url,
  QUANTFLOW_ALERT_FORWARD_TOKEN_FILE: tokenFile,
}: Settings): Configuration["alertForward"] =>
  url === undefined || tokenFile === undefined ? undefined : { url, tokenFile };

function databaseOf(read: Settings): DatabaseConfiguration | undefined {
  const { QUANTFLOW_DATABASE_HOST: host, QUANTFLOW_DATABASE_PASSWORD_FILE: passwordFile } = read;
  if (host === undefined || passwordFile === undefined) return undefined;
  const { QUANTFLOW_DATABASE_PORT: port, QUANTFLOW_DATABASE_NAME: name, QUANTFLOW_DATABASE_USER: user } = read;
  return { host, port, tls: read.QUANTFLOW_DATABASE_TLS === "required", name, user, passwordFile };
}

function redisOf(read: Settings): RedisConfiguration | undefined {
  const { QUANTFLOW_REDIS_HOST: host, QUANTFLOW_REDIS_PASSWORD_FILE: passwordFile } = read;
  if (host === undefined || passwordFile === undefined) return undefined;
  const { QUANTFLOW_REDIS_PORT: port, QUANTFLOW_REDIS_USER: user } = read;
  return { host, port, tls: read.QUANTFLOW_REDIS_TLS === "required", user, passwordFile };
}
