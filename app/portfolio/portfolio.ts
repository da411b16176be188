import { ImpossibleFillError } from "./errors.ts";
import { Money, ZERO } from "./money.ts";
import { enlarged, FLAT, type Position, reduced, unrealized } from "./position.ts";

export type Side = "buy" | "sell";

export interface Fill {
  readonly asset: string;
  readonly side: Side;
  readonly quantity: Money;
  readonly price: Money;
  readonly fee: Money;
}

export interface PortfolioOptions {
  readonly cash: Money;
  /** Share of a fill's value that is paid as fee: 0.001 is 0.1 %. */
  readonly feeRate: Money;
}

export interface Valuation {
  readonly cash: Money;
  readonly value: Money;
  readonly realizedPnl: Money;
  readonly unrealizedPnl: Money;
  readonly fees: Money;
}

/**
 * A paper portfolio: long positions in one quote currency, at exact decimals. Fees belong to the cost of what is bought
 * and are taken off what is sold, so value less starting cash is always realized plus unrealized. It lives as long as
 * the process: a restart begins anew with the starting cash, while earlier fills stay in the database.
 */
export class Portfolio {
  readonly #positions = new Map<string, Position>();
  readonly #prices = new Map<string, number>();
  readonly #feeRate: Money;
  #cash: Money;
  #realized = ZERO;
  #fees = ZERO;

  constructor({ cash, feeRate }: PortfolioOptions) {
    this.#cash = cash;
    this.#feeRate = feeRate;
  }

  get cash(): Money {
    return this.#cash;
  }

  get feeRate(): Money {
    return this.#feeRate;
  }

  position(asset: string): Position {
    return this.#positions.get(asset) ?? FLAT;
  }

  positions(): ReadonlyMap<string, Position> {
    return new Map(this.#positions);
  }

  /** The last price of an asset, at which its position is valued. */
  mark(asset: string, price: number): void {
    this.#prices.set(asset, price);
  }

  /** Throws PORTFOLIO_IMPOSSIBLE_FILL when the cash does not cover the price and its fee. */
  buy(asset: string, quantity: Money, price: Money): Fill {
    const fee = quantity.times(price).times(this.#feeRate);
    const paid = quantity.times(price).plus(fee);
    if (paid.greaterThan(this.#cash)) throw new ImpossibleFillError("cash", paid, this.#cash);
    this.#cash = this.#cash.minus(paid);
    this.#positions.set(asset, enlarged(this.position(asset), quantity, paid));
    return this.#filled({ asset, side: "buy", quantity, price, fee });
  }

  /** Throws PORTFOLIO_IMPOSSIBLE_FILL when less than `quantity` is held. */
  sell(asset: string, quantity: Money, price: Money): Fill {
    const held = this.position(asset);
    if (quantity.greaterThan(held.quantity)) throw new ImpossibleFillError(asset, quantity, held.quantity);
    const fee = quantity.times(price).times(this.#feeRate);
    const received = quantity.times(price).minus(fee);
    const { rest, cost } = reduced(held, quantity);
    this.#cash = this.#cash.plus(received);
    this.#realized = this.#realized.plus(received.minus(cost));
    this.#positions.set(asset, rest);
    return this.#filled({ asset, side: "sell", quantity, price, fee });
  }

  valuation(): Valuation {
    let value = this.#cash;
    let unrealizedPnl = ZERO;
    for (const [asset, position] of this.#positions) {
      const price = new Money(this.#prices.get(asset) ?? 0);
      value = value.plus(position.quantity.times(price));
      unrealizedPnl = unrealizedPnl.plus(unrealized(position, price));
    }
    return { cash: this.#cash, value, realizedPnl: this.#realized, unrealizedPnl, fees: this.#fees };
  }

  #filled(fill: Fill): Fill {
    this.#fees = this.#fees.plus(fill.fee);
    this.mark(fill.asset, fill.price.toNumber());
    return fill;
  }
}
