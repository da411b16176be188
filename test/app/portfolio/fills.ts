import type { Account } from "../../../app/engine/account.ts";
import { feeOn } from "../../../app/portfolio/fees.ts";
import type { Fill, Liquidity, Side } from "../../../app/portfolio/fill.ts";
import { MOST_UNITS, ONE, product, type Units } from "../../../app/portfolio/units.ts";

const FEES = { maker: 75_000, taker: 100_000 } as const;

export interface Wish {
  readonly asset: string;
  readonly side: Side;
  readonly liquidity: Liquidity;
  readonly size: Units;
  readonly price: Units;
}

/** A fill with its fee; numbers in coins, for tests that are worked out by hand. */
export function fillOf(side: Side, size: number, price: number, asset = "BTC", rate = 100_000): Fill {
  const [sizeUnits, priceUnits] = [Math.round(size * ONE), Math.round(price * ONE)];
  const fee = product(product(priceUnits, sizeUnits), rate);
  return { asset, side, liquidity: "taker", size: sizeUnits, price: priceUnits, fee };
}

/** What can be made of a wish: a sale of no more than is held, a buy that the cash covers; undefined for neither. */
export function possible({ asset, side, liquidity, size, price }: Wish, account: Account): Fill | undefined {
  const held = account.size(asset);
  const filled = side === "buy" ? size : Math.min(size, held);
  const notional = product(price, filled);
  const fee = feeOn(notional, FEES, liquidity);
  if (filled === 0 || !(notional + fee <= MOST_UNITS)) return undefined;
  if (side === "buy" && !account.covers(notional + fee)) return undefined;
  return { asset, side, liquidity, size: filled, price, fee };
}
