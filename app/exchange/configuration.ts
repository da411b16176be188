import { z } from "zod";
import { parseInstrument } from "../engine/instrument.ts";
import { type Environment, filePath, port, readSettings, whole } from "../environment.ts";

const markets = z
  .string()
  .transform((text) => text.split(",").map((market) => market.trim()))
  .refine(
    (list) => list.every((market) => parseInstrument(market) !== undefined),
    "expected markets such as BTCUSDT,ETHUSDT",
  );

const settings = {
  EXCHANGE_HOST: z.string().default("0.0.0.0"),
  EXCHANGE_PORT: port.default(9443),
  EXCHANGE_CONTROL_PORT: port.default(9444),
  EXCHANGE_CERTIFICATE_FILE: filePath.optional(),
  EXCHANGE_CONTROL_TOKEN_FILE: filePath,
  EXCHANGE_METRICS_TOKEN_FILE: filePath,
  EXCHANGE_SYMBOLS: markets.default(["BTCUSDT", "ETHUSDT", "SOLUSDT"]),
  EXCHANGE_SEED: whole(0, 999_999_999).default(1),
  EXCHANGE_TRADES_PER_SECOND: z.coerce.number().gt(0).max(1_000).default(10),
};

export interface ExchangeConfiguration {
  readonly host: string;
  readonly port: number;
  readonly controlPort: number;
  /** By which both ports speak TLS; undefined: in clear. */
  readonly certificateFile?: string | undefined;
  readonly controlTokenFile: string;
  readonly metricsTokenFile: string;
  readonly markets: readonly string[];
  readonly seed: number;
  /** In each market. */
  readonly tradesPerSecond: number;
}

/** Throws APP_CONFIGURATION. */
export function exchangeConfiguration(environment: Environment): ExchangeConfiguration {
  const read = readSettings(settings, environment);
  return {
    host: read.EXCHANGE_HOST,
    port: read.EXCHANGE_PORT,
    controlPort: read.EXCHANGE_CONTROL_PORT,
    certificateFile: read.EXCHANGE_CERTIFICATE_FILE,
    controlTokenFile: read.EXCHANGE_CONTROL_TOKEN_FILE,
    metricsTokenFile: read.EXCHANGE_METRICS_TOKEN_FILE,
    markets: read.EXCHANGE_SYMBOLS,
    seed: read.EXCHANGE_SEED,
    tradesPerSecond: read.EXCHANGE_TRADES_PER_SECOND,
  };
}
