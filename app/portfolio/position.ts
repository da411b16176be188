import { type Money, ZERO } from "./money.ts";

/** A long position. Immutable; amounts in the base asset, money in the quote currency. */
export interface Position {
  readonly quantity: Money;
  /** What the open quantity cost, entry fees included; average cost is this by quantity. */
  readonly cost: Money;
}

export const FLAT: Position = { quantity: ZERO, cost: ZERO };

export const enlarged = ({ quantity, cost }: Position, bought: Money, paid: Money): Position => ({
  quantity: quantity.plus(bought),
  cost: cost.plus(paid),
});

/** The position after selling `sold`, and the cost of what was sold; the last sale carries all that remains. */
export function reduced(position: Position, sold: Money): { readonly rest: Position; readonly cost: Money } {
  if (sold.equals(position.quantity)) return { rest: FLAT, cost: position.cost };
  const cost = position.cost.times(sold).dividedBy(position.quantity);
  return { rest: { quantity: position.quantity.minus(sold), cost: position.cost.minus(cost) }, cost };
}

/** Profit or loss at `price`, exit fees not counted. */
export const unrealized = ({ quantity, cost }: Position, price: Money): Money => quantity.times(price).minus(cost);
