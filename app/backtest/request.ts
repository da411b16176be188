import { z } from "zod";
import { strategies } from "../strategies/index.ts";

/** Closed candles of a market that are kept, and so the most that a backtest can ask for: 5.5 hours of seconds. */
export const MOST_CANDLES = 20_000;
/** Money as decimal text; at most 12 digits before the point and 8 after it. */
const amount = z.string().regex(/^\d{1,12}(\.\d{1,8})?$/, "expected a decimal such as 1000 or 0.001");

/** What `POST /backtests` takes: one strategy over the last closed candles of one market. */
export const backtestRequest = z.strictObject({
  market: z.string().min(1).max(20),
  strategy: z.literal("sma-cross").default("sma-cross"),
  parameters: strategies["sma-cross"].parameters.prefault({}),
  candles: z.int().min(1).max(MOST_CANDLES).default(3_600),
  cash: amount.default("100000"),
  feeRate: z
    .string()
    .regex(/^0(\.\d{1,8})?$/, "expected a share from 0 up to 1, such as 0.001")
    .default("0.001"),
  orderValue: amount.default("1000"),
});

export type BacktestRequest = z.output<typeof backtestRequest>;
