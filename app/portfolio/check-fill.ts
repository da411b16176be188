import { ImpossibleFillError } from "./errors.ts";
import type { Fill } from "./fill.ts";
import { MOST_UNITS, type Units, unitsText } from "./units.ts";

const isWhole = (value: Units): boolean => Number.isSafeInteger(value) && value >= 0;

/** Throws PORTFOLIO_IMPOSSIBLE_FILL unless its numbers are whole units and the position allows it. */
export function checkFill({ asset, side, size, price, fee }: Fill, held: Units): void {
  if (!isWhole(size) || !isWhole(price) || !isWhole(fee) || size === 0 || price === 0)
    throw new ImpossibleFillError(`fill of ${asset} has size ${size}, price ${price} and fee ${fee}: expected units`);
  if (side === "sell" && size > held) throw ImpossibleFillError.short(asset, size, held);
  if (side === "buy" && size + held > MOST_UNITS)
    throw new ImpossibleFillError(`fill makes the ${asset} held more than ${unitsText(MOST_UNITS)}`);
}
