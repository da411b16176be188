import type { Account } from "../engine/account.ts";
import { checkFill } from "./check-fill.ts";
import { AlreadyTradedError, ImpossibleFillError } from "./errors.ts";
import type { Fill } from "./fill.ts";
import { costOf, exactProduct, halfEven } from "./rounding.ts";
import { ONE, type Units } from "./units.ts";
import type { Position, Valuation } from "./valuation.ts";

interface Holding {
  size: Units;
  /** What the size that is held cost, entry fees included. */
  cost: bigint;
  price: Units;
}

/**
 * The exact books of live trading: long positions in one quote currency, at average cost, in whole units without bound.
 * Fees belong to the cost of what is bought and are taken off what is sold. It is nothing but its fills: made anew from
 * them, it equals the ledger that made them.
 */
export class Ledger implements Account {
  readonly #startingCash: bigint;
  readonly #holdings = new Map<string, Holding>();
  #cash: bigint;
  #realized = 0n;
  #fees = 0n;
  #fills = 0;

  constructor(startingCash: Units) {
    this.#startingCash = BigInt(startingCash);
    this.#cash = this.#startingCash;
  }

  /** How many fills made it. */
  get fills(): number {
    return this.#fills;
  }

  size(asset: string): Units {
    return this.#holdings.get(asset)?.size ?? 0;
  }

  covers(amount: Units): boolean {
    return BigInt(amount) <= this.#cash;
  }

  exposure(): Units {
    return Number(this.valuation().exposure);
  }

  profit(): Units {
    return Number(this.valuation().value - this.#startingCash);
  }

  mark(asset: string, price: Units): void {
    this.#holding(asset).price = price;
  }

  apply(fill: Fill): void {
    checkFill(fill, this.size(fill.asset));
    if (fill.side === "buy") this.#buy(fill);
    else this.#sell(fill);
    this.#fees += BigInt(fill.fee);
    this.#fills += 1;
    this.mark(fill.asset, fill.price);
  }

  /**
   * Makes a new ledger what its fills, oldest first, made of it; prices that it has been told meanwhile stay. Throws
   * PORTFOLIO_IMPOSSIBLE_FILL, the ledger left new, and PORTFOLIO_ALREADY_TRADED.
   */
  restore(fills: Iterable<Fill>): void {
    if (this.#fills > 0) throw new AlreadyTradedError();
    const restored = new Ledger(Number(this.#startingCash));
    for (const fill of fills) restored.apply(fill);
    for (const [asset, holding] of restored.#holdings) {
      const price = this.#holdings.get(asset)?.price ?? holding.price;
      this.#holdings.set(asset, { ...holding, price });
    }
    this.#cash = restored.#cash;
    this.#realized = restored.#realized;
    this.#fees = restored.#fees;
    this.#fills = restored.#fills;
  }

  valuation(): Valuation {
    let exposure = 0n;
    let cost = 0n;
    for (const holding of this.#holdings.values()) {
      exposure += exactProduct(holding.price, holding.size);
      cost += holding.cost;
    }
    return {
      cash: this.#cash,
      exposure,
      value: this.#cash + exposure,
      realizedPnl: this.#realized,
      unrealizedPnl: exposure - cost,
      fees: this.#fees,
    };
  }

  /** What is held, in the order in which each asset was first seen; flat ones are not among them. */
  positions(): readonly Position[] {
    return [...this.#holdings].filter(([, { size }]) => size > 0).map(([asset, holding]) => shown(asset, holding));
  }

  #buy({ asset, size, price, fee }: Fill): void {
    const paid = exactProduct(price, size) + BigInt(fee);
    if (paid > this.#cash) throw ImpossibleFillError.short("cash", paid, this.#cash);
    const holding = this.#holding(asset);
    this.#cash -= paid;
    holding.size += size;
    holding.cost += paid;
  }

  #sell({ asset, size, price, fee }: Fill): void {
    const received = exactProduct(price, size) - BigInt(fee);
    if (this.#cash + received < 0n) throw ImpossibleFillError.short("cash", -received, this.#cash);
    const holding = this.#holding(asset);
    const cost = costOf(holding.cost, size, holding.size);
    this.#cash += received;
    this.#realized += received - cost;
    holding.size -= size;
    holding.cost -= cost;
  }

  #holding(asset: string): Holding {
    const found = this.#holdings.get(asset);
    if (found !== undefined) return found;
    const made: Holding = { size: 0, cost: 0n, price: 0 };
    this.#holdings.set(asset, made);
    return made;
  }
}

function shown(asset: string, { size, cost, price }: Holding): Position {
  const value = exactProduct(price, size);
  const averageCost = halfEven(cost * BigInt(ONE), BigInt(size));
  return { asset, size, cost, averageCost, price, value, unrealizedPnl: value - cost };
}
