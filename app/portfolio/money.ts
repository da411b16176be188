import { Decimal } from "decimal.js";

/** Exact decimals: 40 significant digits leave every price times every quantity unrounded. */
export const Money = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_EVEN });
export type Money = Decimal;

export const ZERO = new Money(0);
