import type { Units } from "./units.ts";

/** What an account is worth, in whole units of the quote currency. */
export interface Valuation<Amount = bigint> {
  readonly cash: Amount;
  /** Positions at their last prices. */
  readonly exposure: Amount;
  /** Cash and positions. Less the starting cash it is realizedPnl + unrealizedPnl, exactly. */
  readonly value: Amount;
  /** Of what was sold: received less its average cost, fees on both sides included. */
  readonly realizedPnl: Amount;
  /** Of what is held: its value less its cost, entry fees included and exit fees not. */
  readonly unrealizedPnl: Amount;
  /** Paid on all fills; they are part of both profits already. */
  readonly fees: Amount;
}

/** What is held of one asset. */
export interface Position {
  readonly asset: string;
  readonly size: Units;
  /** What it cost, entry fees included. */
  readonly cost: bigint;
  /** Cost of one coin, half even. */
  readonly averageCost: bigint;
  /** The last price. */
  readonly price: Units;
  readonly value: bigint;
  readonly unrealizedPnl: bigint;
}
