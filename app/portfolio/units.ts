/**
 * Prices, sizes and money as whole numbers of 1e-8: Binance's eight decimals, so nothing on the wire is rounded. As a
 * `number` it stays below 2^53, which is 90 million; what may grow beyond that (the ledger's money) is a BigInt of the
 * same unit.
 */
export type Units = number;

export const DECIMALS = 8;
export const ONE: Units = 10 ** DECIMALS;
export const MOST_UNITS: Units = Number.MAX_SAFE_INTEGER;

const DECIMAL = /^(\d{1,16})(?:\.(\d{1,8}))?$/;

/** A decimal text such as `64000.10000000`, zero or more; NaN when it is none, has more decimals, or is too large. */
export function parseUnits(text: string): Units {
  const [, whole, fraction = ""] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) return Number.NaN;
  const units = Number(whole + fraction.padEnd(DECIMALS, "0"));
  return units <= MOST_UNITS ? units : Number.NaN;
}

/** The shortest decimal text: `64000.1`, `-0.00000001`. */
export function unitsText(units: Units | bigint): string {
  const negative = units < 0;
  const digits = String(negative ? -units : units).padStart(DECIMALS + 1, "0");
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, "");
  return `${negative ? "-" : ""}${digits.slice(0, -DECIMALS)}${fraction === "" ? "" : `.${fraction}`}`;
}

const HALF = ONE / 2;
const PER_UNIT = 1 / ONE;

/** The nearest number of coins; at a half, or just beside it, either of the two. */
const nearestWhole = (units: Units): number => Math.floor(units * PER_UNIT + 0.5);

/**
 * Price times size in the quote currency, exact and rounded half even to a unit. Both from 0 to MOST_UNITS; NaN when
 * the product is larger than MOST_UNITS. Without BigInt, because backtests value every bar with it: each number is
 * whole coins plus a part of at most half a coin up or down, so that part x part stays below 2^53, and what is
 * multiplied by ONE, a multiple of 256, is exact far beyond it.
 */
export function product(price: Units, size: Units): Units {
  const priceWhole = nearestWhole(price);
  const pricePart = price - priceWhole * ONE;
  const sizeWhole = nearestWhole(size);
  const sizePart = size - sizeWhole * ONE;
  const parts = pricePart * sizePart;
  const partsWhole = Math.floor(parts / ONE);
  const rest = parts - partsWhole * ONE;
  const down = priceWhole * sizeWhole * ONE + (priceWhole * sizePart + pricePart * sizeWhole + partsWhole);
  const up = rest > HALF || (rest === HALF && down % 2 === 1) ? 1 : 0;
  return down + up <= MOST_UNITS ? down + up : Number.NaN;
}
