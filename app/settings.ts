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

const url = (protocol: RegExp) =>
  z
    .url({ protocol, abort: true })
    .refine((text) => !text.includes("#"), "expected an address without a fragment")
    .refine((text) => new URL(text).username === "", "expected an address without credentials");

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: 'expected JSON, such as {"fast":10,"slow":30}' });
    return z.NEVER;
  }
});

const strategyNames = Object.keys(strategies) as [StrategyName, ...StrategyName[]];

/** Every variable of the application with its default; those without one must be set. */
export const settings = {
  QUANTFLOW_HOST: z.string().default("0.0.0.0"),
  QUANTFLOW_HTTP_PORT: port.default(3_000),
  QUANTFLOW_ADMIN_PORT: port.default(9_464),
  QUANTFLOW_TRUSTED_PROXIES: whole(0, 10).default(0),
  QUANTFLOW_LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  QUANTFLOW_COMMIT: z.string().default("unknown"),
  NODE_ENV: z.string().default("development"),
  QUANTFLOW_METRICS_TOKEN_FILE: filePath,
  QUANTFLOW_WEBHOOK_TOKEN_FILE: filePath,
  QUANTFLOW_ADMIN_PASSWORD_FILE: filePath,
  QUANTFLOW_DATA_DIRECTORY: z.string().optional(),
  QUANTFLOW_SYMBOLS: instruments.prefault("BTCUSDT,ETHUSDT,SOLUSDT"),
  QUANTFLOW_FEED_URL: url(/^wss?$/).default("ws://exchange:9443/stream"),
  QUANTFLOW_FEED_REST_URL: url(/^https?$/).default("http://exchange:9443"),
  QUANTFLOW_FEED_SILENCE_SECONDS: seconds.refine((value) => value >= 1, "expected 1 or more").default(45),
  QUANTFLOW_STRATEGY: z.enum(strategyNames).default("sma-cross"),
  QUANTFLOW_STRATEGY_PARAMETERS: json.prefault("{}"),
  QUANTFLOW_STARTING_CASH: amount.prefault("100000"),
  QUANTFLOW_FEE_RATE: share.prefault("0.001"),
  QUANTFLOW_ORDER_VALUE: amount.prefault("1000"),
  QUANTFLOW_MAX_POSITION_VALUE: amount.prefault("5000"),
  QUANTFLOW_MAX_EXPOSURE: amount.prefault("50000"),
  QUANTFLOW_MAX_LOSS: amount.prefault("10000"),
  QUANTFLOW_BACKTEST_INTERVAL_SECONDS: seconds.default(60),
  QUANTFLOW_BACKTEST_TIMEOUT_SECONDS: seconds.refine((value) => value > 0, "expected more than 0").default(30),
  QUANTFLOW_BACKTEST_WORKERS: whole(1, 16).default(1),
  QUANTFLOW_ALERT_FORWARD_URL: url(/^https?$/).optional(),
  QUANTFLOW_ALERT_FORWARD_TOKEN_FILE: z.string().optional(),
  QUANTFLOW_DATABASE_HOST: z.string().optional(),
  QUANTFLOW_DATABASE_PORT: port.default(5_432),
  QUANTFLOW_DATABASE_NAME: z.string().default("quantflow"),
  QUANTFLOW_DATABASE_USER: z.string().default("quantflow"),
  QUANTFLOW_DATABASE_PASSWORD_FILE: z.string().optional(),
  QUANTFLOW_REDIS_HOST: z.string().optional(),
  QUANTFLOW_REDIS_PORT: port.default(6_379),
  QUANTFLOW_REDIS_USER: z.string().default("default"),
  QUANTFLOW_REDIS_PASSWORD_FILE: z.string().optional(),
};

export type Settings = { readonly [K in keyof typeof settings]: z.output<(typeof settings)[K]> };
