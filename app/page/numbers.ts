import { DECIMALS } from "../portfolio/units.ts";

/** Numbers as the page writes them. Decimals are worked on as text and BigInt, so money is rounded once and exactly. */

const MINUS = "−";
const SCALE = 10n ** BigInt(DECIMALS);

const unitsOf = (decimal: string): bigint => {
  const [, sign, whole = "0", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const units = BigInt(whole) * SCALE + BigInt(fraction.slice(0, DECIMALS).padEnd(DECIMALS, "0"));
  return sign === "-" ? -units : units;
};

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",");

/** `-1234.567` to two decimals is `−1,234.57`; half is rounded away from zero. */
export function fixed(decimal: string, decimals: number): string {
  const units = unitsOf(decimal);
  const step = 10n ** BigInt(DECIMALS - decimals);
  const rounded = ((units < 0n ? -units : units) + step / 2n) / step;
  const digits = String(rounded).padStart(decimals + 1, "0");
  const whole = grouped(digits.slice(0, digits.length - decimals));
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return units < 0n && rounded > 0n ? MINUS + text : text;
}

export const money = (decimal: string): string => fixed(decimal, 2);

/** With its sign, so that a profit is told from a loss without colour. */
export const signed = (decimal: string): string => {
  const text = money(decimal);
  return unitsOf(decimal) > 0n && /[1-9]/.test(text) ? `+${text}` : text;
};

export type Tone = "gain" | "loss" | "plain";
export const toneOf = (decimal: string): Tone => {
  const units = unitsOf(decimal);
  if (units === 0n) return "plain";
  return units > 0n ? "gain" : "loss";
};

/** How many decimals these need, at least two: one number for a column, so that its points stand below each other. */
export const decimalsOf = (column: readonly string[]): number =>
  Math.max(2, ...column.map((decimal) => (decimal.split(".")[1] ?? "").length));

/** `−0.4 %`, of a share. */
export const percent = (share: number): string => {
  const text = `${Math.abs(share * 100).toFixed(2)} %`;
  if (Number(Math.abs(share * 100).toFixed(2)) === 0) return text;
  return share < 0 ? MINUS + text : `+${text}`;
};

/** The sum of decimals, exactly. */
export const sum = (...decimals: readonly string[]): string => {
  const units = decimals.map(unitsOf).reduce((total, one) => total + one, 0n);
  const digits = String(units < 0n ? -units : units).padStart(DECIMALS + 1, "0");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`;
};
