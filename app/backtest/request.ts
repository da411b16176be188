import { z } from "zod";
import { parseUnits } from "../portfolio/units.ts";
import { INTERVALS } from "../store/rollup.ts";
import { type StrategyName, strategies } from "../strategies/index.ts";
import { slippage } from "./slippage.ts";

/** Closed candles of a market that are kept, and so the most of the live history: 5.5 hours of seconds. */
export const MOST_CANDLES = 20_000;
/** Most that is read from the store: two years of minutes. */
export const MOST_STORED_CANDLES = 1_100_000;

/** Money as decimal text, above 0, with at most 8 decimals and up to what plain numbers keep exact. */
const amount = z.string().refine((text) => parseUnits(text) > 0, "expected a decimal above 0, such as 1000 or 0.001");
const share = z.string().regex(/^0(\.\d{1,8})?$/, "expected a share from 0 up to 1, such as 0.001");
/** Binance's for spot markets without discounts. */
const FEE = "0.001";

/** Where the candles come from; a CSV file comes with the request. */
export const SOURCES = ["history", "store", "csv"] as const;

const common = {
  market: z.string().min(1).max(20),
  source: z.enum(SOURCES).default("history"),
  /** Of the live history: so many of the last ones. */
  candles: z.int().min(1).max(MOST_CANDLES).default(3_600),
  /** Of the store: bars so long, from this time up to and not at the other. */
  interval: z.enum(INTERVALS).default("1m"),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  cash: amount.default("100000"),
  orderValue: amount.default("1000"),
  fees: z.strictObject({ maker: share.default(FEE), taker: share.default(FEE) }).prefault({}),
  liquidity: z.enum(["taker", "maker"]).default("taker"),
  slippage: slippage.default({ model: "none" }),
  /** Each holds back buys, in the quote currency (app/engine/risk.ts); none where it is left out. */
  limits: z
    .strictObject({ orderValue: amount, positionValue: amount, exposure: amount, loss: amount })
    .partial()
    .default({}),
};

const requestOf = <Name extends z.ZodType<StrategyName>, Parameters>(
  strategy: Name,
  parameters: z.ZodType<Parameters>,
) =>
  z
    .strictObject({ strategy, parameters: parameters.prefault({}), ...common })
    .refine(({ source, from, to }) => source !== "store" || Date.parse(from ?? "") < Date.parse(to ?? ""), {
      message: "the source store needs from and a later to, such as 2026-01-31T00:00:00Z",
      path: ["from"],
    });

/** What `POST /backtests` takes: one strategy over candles of one market. */
export const backtestRequest = z.discriminatedUnion("strategy", [
  requestOf(z.literal("sma-cross").default("sma-cross"), strategies["sma-cross"].parameters),
  requestOf(z.literal("mean-reversion"), strategies["mean-reversion"].parameters),
]);

export type BacktestRequest = z.output<typeof backtestRequest>;
