import { ONE, type Units } from "./units.ts";

/** The whole number nearest to numerator / divisor, and of two that are as near the even one. Neither is negative. */
export function halfEven(numerator: bigint, divisor: bigint): bigint {
  const down = numerator / divisor;
  const twiceTheRest = (numerator - down * divisor) * 2n;
  const up = twiceTheRest > divisor || (twiceTheRest === divisor && down % 2n === 1n);
  return up ? down + 1n : down;
}

/** Price times size without a bound; equal to `product` wherever that is a number. */
export const exactProduct = (price: Units, size: Units): bigint => halfEven(BigInt(price) * BigInt(size), BigInt(ONE));

/**
 * What the sold part of a position cost: cost x sold / held, half even. The last sale takes all that remains, so no
 * unit of cost is left on a flat position.
 */
export const costOf = (cost: bigint, sold: Units, held: Units): bigint =>
  sold === held ? cost : halfEven(cost * BigInt(sold), BigInt(held));
