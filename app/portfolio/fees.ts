import type { Liquidity } from "./fill.ts";
import { product, type Units } from "./units.ts";

/** Shares of a fill's value, from 0 to below 1: `0.001` is 100_000 units. */
export type Fees = Readonly<Record<Liquidity, Units>>;

/** The fee on a fill of this value, in the quote currency. */
export const feeOn = (notional: Units, fees: Fees, liquidity: Liquidity): Units => product(notional, fees[liquidity]);
