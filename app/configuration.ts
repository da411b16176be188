import { z } from "zod";
import { type Instrument, parseInstrument } from "./engine/instrument.ts";
import { type Environment, filePath, port, readSettings, seconds } from "./environment.ts";
import { ConfigurationError } from "./errors.ts";
import { Money } from "./portfolio/money.ts";
import { type SmaCrossParameters, smaCrossParameters } from "./strategies/sma-cross.ts";

const MOST_MARKETS = 50;

const instruments = z.string().transform((text, context): readonly Instrument[] => {
  const markets = [...new Set(text.split(",").map((market) => market.trim()))];
  const parsed = markets.flatMap((market) => parseInstrument(market) ?? []);
  if (parsed.length === markets.length && parsed.length <= MOST_MARKETS) return parsed;
  context.addIssue({ code: "custom", message: `expected up to ${MOST_MARKETS} USDT markets, such as BTCUSDT,ETHUSDT` });
  return z.NEVER;
});

const amount = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,8})?$/, "expected a decimal such as 1000 or 0.001")
  .transform((text) => new Money(text));

/** Every variable of the application with its default; those without one must be set. */
const settings = z.object({
  QUANTFLOW_HOST: z.string().default("0.0.0.0"),
  QUANTFLOW_HTTP_PORT: port.default(3_000),
  QUANTFLOW_ADMIN_PORT: port.default(9_464),
  QUANTFLOW_LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  QUANTFLOW_COMMIT: z.string().default("unknown"),
  QUANTFLOW_METRICS_TOKEN_FILE: filePath,
  QUANTFLOW_WEBHOOK_TOKEN_FILE: filePath,
  QUANTFLOW_ADMIN_PASSWORD_FILE: filePath,
  QUANTFLOW_DATA_DIRECTORY: z.string().optional(),
  QUANTFLOW_SYMBOLS: instruments.prefault("BTCUSDT,ETHUSDT,SOLUSDT"),
  QUANTFLOW_FEED_URL: z.url({ protocol: /^wss?$/ }).default("ws://exchange:9443/stream"),
  QUANTFLOW_FEED_REST_URL: z.url({ protocol: /^https?$/ }).default("http://exchange:9443"),
  QUANTFLOW_FEED_SILENCE_SECONDS: seconds.refine((value) => value >= 1, "expected 1 or more").default(45),
  QUANTFLOW_STRATEGY_FAST: z.coerce.number().default(10),
  QUANTFLOW_STRATEGY_SLOW: z.coerce.number().default(30),
  QUANTFLOW_STARTING_CASH: amount.prefault("100000"),
  QUANTFLOW_FEE_RATE: amount.refine((rate) => rate.lessThan(1), "expected a share below 1").prefault("0.001"),
  QUANTFLOW_ORDER_VALUE: amount.prefault("1000"),
  QUANTFLOW_BACKTEST_INTERVAL_SECONDS: seconds.default(60),
  QUANTFLOW_BACKTEST_TIMEOUT_SECONDS: seconds.refine((value) => value > 0, "expected more than 0").default(30),
  QUANTFLOW_DATABASE_HOST: z.string().optional(),
  QUANTFLOW_DATABASE_PORT: port.default(5_432),
  QUANTFLOW_DATABASE_NAME: z.string().default("quantflow"),
  QUANTFLOW_DATABASE_USER: z.string().default("quantflow"),
  QUANTFLOW_DATABASE_PASSWORD_FILE: z.string().optional(),
  QUANTFLOW_REDIS_HOST: z.string().optional(),
  QUANTFLOW_REDIS_PORT: port.default(6_379),
  QUANTFLOW_REDIS_USER: z.string().default("default"),
  QUANTFLOW_REDIS_PASSWORD_FILE: z.string().optional(),
});

type Settings = z.output<typeof settings>;

export interface DatabaseConfiguration {
  readonly host: string;
  readonly port: number;
  readonly name: string;
  readonly user: string;
  readonly passwordFile: string;
}

export interface RedisConfiguration {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly passwordFile: string;
}

export interface Configuration {
  readonly host: string;
  readonly httpPort: number;
  readonly adminPort: number;
  readonly logLevel: "debug" | "info" | "warn" | "error";
  readonly commit: string;
  readonly metricsTokenFile: string;
  readonly webhookTokenFile: string;
  readonly adminPasswordFile: string;
  /** Where the alert history and fills without a database survive; undefined: in memory only. */
  readonly dataDirectory: string | undefined;
  readonly instruments: readonly Instrument[];
  readonly feed: { readonly url: string; readonly restUrl: string; readonly silenceMs: number };
  readonly strategy: SmaCrossParameters;
  readonly startingCash: Money;
  readonly feeRate: Money;
  readonly orderValue: Money;
  /** `intervalSeconds` 0: the application starts no backtest by itself. */
  readonly backtest: { readonly intervalSeconds: number; readonly timeoutSeconds: number };
  /** Undefined: not used. */
  readonly database: DatabaseConfiguration | undefined;
  /** Undefined: not used. */
  readonly redis: RedisConfiguration | undefined;
}

function strategyOf({ QUANTFLOW_STRATEGY_FAST: fast, QUANTFLOW_STRATEGY_SLOW: slow }: Settings): SmaCrossParameters {
  const parsed = smaCrossParameters.safeParse({ fast, slow });
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(
    parsed.error.issues.map(({ path, message }) => `QUANTFLOW_STRATEGY_${path.join("").toUpperCase()}: ${message}`),
  );
}

/** A store is used when its host is set, and then its password file must be. */
function passwordFile(store: "DATABASE" | "REDIS", read: Settings): string {
  const file = read[`QUANTFLOW_${store}_PASSWORD_FILE`];
  if (file !== undefined) return file;
  throw new ConfigurationError([`QUANTFLOW_${store}_PASSWORD_FILE is not set, and QUANTFLOW_${store}_HOST is`]);
}

const databaseOf = (read: Settings): DatabaseConfiguration | undefined =>
  read.QUANTFLOW_DATABASE_HOST === undefined
    ? undefined
    : {
        host: read.QUANTFLOW_DATABASE_HOST,
        port: read.QUANTFLOW_DATABASE_PORT,
        name: read.QUANTFLOW_DATABASE_NAME,
        user: read.QUANTFLOW_DATABASE_USER,
        passwordFile: passwordFile("DATABASE", read),
      };

const redisOf = (read: Settings): RedisConfiguration | undefined =>
  read.QUANTFLOW_REDIS_HOST === undefined
    ? undefined
    : {
        host: read.QUANTFLOW_REDIS_HOST,
        port: read.QUANTFLOW_REDIS_PORT,
        user: read.QUANTFLOW_REDIS_USER,
        passwordFile: passwordFile("REDIS", read),
      };

/** The application's configuration from its environment. Throws APP_CONFIGURATION. */
export function readConfiguration(environment: Environment): Configuration {
  const read = readSettings(settings, environment);
  return {
    host: read.QUANTFLOW_HOST,
    httpPort: read.QUANTFLOW_HTTP_PORT,
    adminPort: read.QUANTFLOW_ADMIN_PORT,
    logLevel: read.QUANTFLOW_LOG_LEVEL,
    commit: read.QUANTFLOW_COMMIT,
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
    backtest: {
      intervalSeconds: read.QUANTFLOW_BACKTEST_INTERVAL_SECONDS,
      timeoutSeconds: read.QUANTFLOW_BACKTEST_TIMEOUT_SECONDS,
    },
    database: databaseOf(read),
    redis: redisOf(read),
  };
}
