import type { Account } from "../engine/account.ts";
import { checkFill } from "./check-fill.ts";
import { ImpossibleFillError, TooLargeError } from "./errors.ts";
import type { Fill } from "./fill.ts";
import { costOf } from "./rounding.ts";
import { MOST_UNITS, product, type Units } from "./units.ts";
import type { Valuation } from "./valuation.ts";

interface Holding {
  size: Units;
  cost: Units;
  price: Units;
}

/** The value, when it is a number that plain arithmetic kept exact. Throws PORTFOLIO_TOO_LARGE. */
function exact(value: Units, what: string): Units {
  if (Math.abs(value) <= MOST_UNITS) return value;
  throw new TooLargeError(what);
}

/** Only a sale of a part needs more than 53 bits on the way. */
const partOf = ({ cost, size }: Holding, sold: Units): Units =>
  sold === size ? cost : Number(costOf(BigInt(cost), sold, size));

/**
 * The books of a backtest: equal to the ledger's to the last unit, in plain numbers, so that valuing a bar costs
 * nanoseconds. What would not stay exact throws PORTFOLIO_TOO_LARGE; a fill that throws changed nothing.
 */
export class IntegerAccount implements Account {
  readonly #startingCash: Units;
  readonly #holdings = new Map<string, Holding>();
  /** The same holdings: a backtest goes over them at every bar. */
  readonly #all: Holding[] = [];
  #cash: Units;
  #realized = 0;
  #fees = 0;

  constructor(startingCash: Units) {
    this.#startingCash = startingCash;
    this.#cash = startingCash;
  }

  size(asset: string): Units {
    return this.#holdings.get(asset)?.size ?? 0;
  }

  covers(amount: Units): boolean {
    return amount <= this.#cash;
  }

  exposure(): Units {
    let sum = 0;
    for (const { price, size } of this.#all) if (size > 0) sum += product(price, size);
    return exact(sum, "the value of the positions");
  }

  /** Cash and positions at their last prices. Throws PORTFOLIO_TOO_LARGE. */
  value(): Units {
    return exact(this.#cash + this.exposure(), "the value of the portfolio");
  }

  profit(): Units {
    return this.value() - this.#startingCash;
  }

  mark(asset: string, price: Units): void {
    this.#holding(asset).price = price;
  }

  apply(fill: Fill): void {
    checkFill(fill, this.size(fill.asset));
    const fees = exact(this.#fees + fill.fee, "the sum of fees");
    if (fill.side === "buy") this.#buy(fill);
    else this.#sell(fill);
    this.#fees = fees;
    this.mark(fill.asset, fill.price);
  }

  valuation(): Valuation<Units> {
    const exposure = this.exposure();
    let cost = 0;
    for (const holding of this.#all) cost += holding.cost;
    return {
      cash: this.#cash,
      exposure,
      value: this.value(),
      realizedPnl: this.#realized,
      unrealizedPnl: exposure - exact(cost, "the cost of the positions"),
      fees: this.#fees,
    };
  }

  #buy({ asset, size, price, fee }: Fill): void {
    const paid = exact(product(price, size) + fee, "the price of a fill");
    if (paid > this.#cash) throw ImpossibleFillError.short("cash", paid, this.#cash);
    const holding = this.#holding(asset);
    const cost = exact(holding.cost + paid, "the cost of a position");
    this.#cash -= paid;
    holding.size += size;
    holding.cost = cost;
  }

  #sell({ asset, size, price, fee }: Fill): void {
    const received = exact(product(price, size) - fee, "the price of a fill");
    const cash = exact(this.#cash + received, "the cash");
    if (cash < 0) throw ImpossibleFillError.short("cash", -received, this.#cash);
    const holding = this.#holding(asset);
    const cost = partOf(holding, size);
    const realized = exact(this.#realized + (received - cost), "the realized profit");
    this.#cash = cash;
    this.#realized = realized;
    holding.size -= size;
    holding.cost -= cost;
  }

  #holding(asset: string): Holding {
    const found = this.#holdings.get(asset);
    if (found !== undefined) return found;
    const made: Holding = { size: 0, cost: 0, price: 0 };
    this.#holdings.set(asset, made);
    this.#all.push(made);
    return made;
  }
}
