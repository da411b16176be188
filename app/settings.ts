import { z } from "zod";
import type { StrategyName } from "../metrics/quantflow/labels.ts";
import { type Instrument, parseInstrument } from "./engine/instrument.ts";
import { filePath, port, seconds, whole } from "./environment.ts";
import { ONE, parseUnits } from "./portfolio/units.ts";
import { strategies } from "./strategies/index.ts";

const MOST_MARKETS = 50;

const instruments = z.string().transform((text, context): readonly Instrument[] => {
  const markets = [...new Set(text.split(",").map((market) => market.trim()))];
  const parsed = markets.flatMap((market) => parseInstrument(market) ?? []);
  if (parsed.length === markets.length && parsed.length <= MOST_MARKETS) return parsed;
  context.addIssue({ code: "custom", message: `expected up to ${MOST_MARKETS} USDT markets, such as BTCUSDT,ETHUSDT` });
  return z.NEVER;
});

/** Money or a share, in units. */
const amount = z
  .string()
  .transform(parseUnits)
  .refine((units) => !Number.isNaN(units), {
    message: "expected a decimal of at most eight places, such as 1000 or 0.001",
    abort: true,
  });
const share = amount.refine((units) => units < ONE, "expected a share from 0 up to 1, such as 0.001");

const hasNoCredentials = (text: string): boolean => {
  const { username, password } = new URL(text);
  return username === "" && password === "";
};

const url = (protocol: RegExp) =>
  z
    .url({ protocol, abort: true })
    .refine((text) => !text.includes("#"), "expected an address without a fragment")
    .refine(hasNoCredentials, "expected an address without credentials");

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: 'expected JSON, such as {"fast":10,"slow":30}' });
    return z.NEVER;
  }
});

const tls = z
  .enum(["required", "none"])
  .default("none")
  .describe(
    "`required`: by TLS, its name and certificate verified (`NODE_EXTRA_CA_CERTS` adds an authority); `none`: in clear",
  );

const strategyNames = Object.keys(strategies) as [StrategyName, ...StrategyName[]];

/** Every variable of the application with its default; those without one must be set. */
export const settings = {
  QUANTFLOW_HOST: z.string().default("0.0.0.0").describe("address that both ports listen on"),
  QUANTFLOW_HTTP_PORT: port.default(3_000).describe("port for people and Alertmanager"),
  QUANTFLOW_ADMIN_PORT: port.default(9_464).describe("port for machines: `/metrics`, `/healthz`, `/readyz`"),
  QUANTFLOW_CERTIFICATE_FILE: z
    .string()
    .optional()
    .describe("certificate and key in PEM, by which both ports speak TLS; unset: in clear"),
  QUANTFLOW_TRUSTED_PROXIES: whole(0, 10)
    .default(0)
    .describe("reverse proxies in front of the public port, whose word on a client's address is taken"),
  QUANTFLOW_LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error"])
    .default("info")
    .describe("`debug`, `info`, `warn` or `error`"),
  QUANTFLOW_COMMIT: z.string().default("unknown").describe("what `quantflow_build_info` says it was built from"),
  NODE_ENV: z.string().default("development").describe("`production` refuses default and short secrets"),
  QUANTFLOW_METRICS_TOKEN_FILE: filePath.describe("bearer token of `/metrics`"),
  QUANTFLOW_WEBHOOK_TOKEN_FILE: filePath.describe("bearer token of `/alerts/webhook`"),
  QUANTFLOW_ADMIN_PASSWORD_FILE: filePath.describe("password of the user `admin`"),
  QUANTFLOW_DATA_DIRECTORY: z
    .string()
    .optional()
    .describe(
      "where alerts, fills that the database has not taken yet, and crashes survive a restart; unset: in memory only",
    ),
  QUANTFLOW_SYMBOLS: instruments.prefault("BTCUSDT,ETHUSDT,SOLUSDT").describe("markets, up to 50, quoted in USDT"),
  QUANTFLOW_FEED_URL: url(/^wss?$/)
    .default("ws://exchange:9443/stream")
    .describe("the exchange's combined streams"),
  QUANTFLOW_FEED_REST_URL: url(/^https?$/)
    .default("http://exchange:9443")
    .describe("the exchange's REST interface"),
  QUANTFLOW_FEED_SILENCE_SECONDS: seconds
    .refine((value) => value >= 1, "expected 1 or more")
    .default(45)
    .describe("a connection without a frame for so long is dead"),
  QUANTFLOW_STRATEGY: z
    .enum(strategyNames)
    .default("sma-cross")
    .describe("what decides, live and in the periodic backtest"),
  QUANTFLOW_STRATEGY_PARAMETERS: json
    .prefault("{}")
    .describe("its parameters as JSON; those left out have their defaults"),
  QUANTFLOW_STARTING_CASH: amount.prefault("100000").describe("of the paper portfolio, in USDT"),
  QUANTFLOW_FEE_RATE: share.prefault("0.001").describe("share of a fill's value that is paid as fee"),
  QUANTFLOW_ORDER_VALUE: amount.prefault("1000").describe("what one buy spends, in USDT, fee not counted"),
  QUANTFLOW_MAX_POSITION_VALUE: amount.prefault("5000").describe("largest position in one market, in USDT"),
  QUANTFLOW_MAX_EXPOSURE: amount.prefault("50000").describe("largest value of all positions together, in USDT"),
  QUANTFLOW_MAX_LOSS: amount.prefault("10000").describe("beyond it nothing is bought any more, in USDT"),
  QUANTFLOW_BACKTEST_INTERVAL_SECONDS: seconds
    .default(60)
    .describe("how often the live strategy is tested on recent candles; 0: never"),
  QUANTFLOW_BACKTEST_TIMEOUT_SECONDS: seconds
    .refine((value) => value > 0, "expected more than 0")
    .default(30)
    .describe("a backtest that takes longer is ended"),
  QUANTFLOW_BACKTEST_WORKERS: whole(1, 16).default(1).describe("threads for backtests"),
  QUANTFLOW_ALERT_FORWARD_URL: url(/^https?$/)
    .optional()
    .describe("where each alert is sent as JSON; unset: nowhere"),
  QUANTFLOW_ALERT_FORWARD_TOKEN_FILE: z.string().optional().describe("bearer token shown there"),
  QUANTFLOW_DATABASE_HOST: z.string().optional().describe("PostgreSQL or TimescaleDB; unset: not used"),
  QUANTFLOW_DATABASE_PORT: port.default(5_432).describe("its port"),
  QUANTFLOW_DATABASE_TLS: tls,
  QUANTFLOW_DATABASE_NAME: z.string().default("quantflow").describe("its database"),
  QUANTFLOW_DATABASE_USER: z.string().default("quantflow").describe("its user"),
  QUANTFLOW_DATABASE_PASSWORD_FILE: z.string().optional().describe("its user's password"),
  QUANTFLOW_REDIS_HOST: z.string().optional().describe("Redis; unset: not used"),
  QUANTFLOW_REDIS_PORT: port.default(6_379).describe("its port"),
  QUANTFLOW_REDIS_TLS: tls,
  QUANTFLOW_REDIS_USER: z.string().default("default").describe("its user"),
  QUANTFLOW_REDIS_PASSWORD_FILE: z.string().optional().describe("its user's password"),
};

export type Settings = { readonly [K in keyof typeof settings]: z.output<(typeof settings)[K]> };
