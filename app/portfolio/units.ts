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
/** The square root of ONE: a factor below ONE is split by it, so that each partial product stays below 2^53. */
const ROOT = 10 ** (DECIMALS / 2);

/**
 * Price times size in the quote currency, exact and rounded half even to a unit. Both from 0 to MOST_UNITS; NaN when
 * the product is larger than MOST_UNITS. Without BigInt, because backtests value every bar with it: each number is
 * taken as whole + part / ONE, and only part x part, at most 1e16, has to be split once more.
 */
export function product(price: Units, size: Units): Units {
  const priceWhole = Math.floor(price / ONE);
  const pricePart = price - priceWhole * ONE;
  const sizeWhole = Math.floor(size / ONE);
  const sizePart = size - sizeWhole * ONE;
  const sizeHigh = Math.floor(sizePart / ROOT);
  const high = pricePart * sizeHigh;
  const highWhole = Math.floor(high / ROOT);
  const low = pricePart * (sizePart - sizeHigh * ROOT) + (high - highWhole * ROOT) * ROOT;
  const lowWhole = Math.floor(low / ONE);
  const rest = low - lowWhole * ONE;
  const down = priceWhole * sizeWhole * ONE + priceWhole * sizePart + pricePart * sizeWhole + highWhole + lowWhole;
  const up = rest > HALF || (rest === HALF && down % 2 === 1) ? 1 : 0;
  return down + up <= MOST_UNITS ? down + up : Number.NaN;
}
