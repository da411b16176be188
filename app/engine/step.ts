import type { Refusal } from "../../metrics/quantflow/labels.ts";
import type { Fill } from "../portfolio/fill.ts";
import type { Signal } from "../strategies/strategy.ts";
import type { Candle, MarketEvent } from "./events.ts";
import type { Instrument } from "./instrument.ts";

/**
 * What one event did: the audit record of live trading, and of a backtest. `event` and `candle` are the caller's own
 * object: who keeps a step and reuses its events copies them.
 */
export interface Step {
  readonly sequence: number;
  readonly event: MarketEvent;
  /** Undefined: the market is not one of ours and nothing was done. */
  readonly instrument: Instrument | undefined;
  /** The candle that the strategy was told: closed, and later than the one before. */
  readonly candle: Candle | undefined;
  /** Undefined too for a candle that was fetched afterwards: nothing is decided on it. */
  readonly signal: Signal | undefined;
  readonly fill: Fill | undefined;
  /** Why an order was not made. */
  readonly refused: Refusal | undefined;
  /** Of an order that was filled or refused: milliseconds since the candle that it was decided on was received. */
  readonly orderMs: number | undefined;
}

/** How an order ended. */
export type OrderEnd = Pick<Step, "fill" | "refused" | "orderMs">;
