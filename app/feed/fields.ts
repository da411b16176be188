import { parseUnits, type Units } from "../portfolio/units.ts";

/** Reading fields of a frame. A bad one reads as NaN, so a decoder checks all of its numbers at once. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const DECIMAL = /^\d+(?:\.\d+)?$/;

/** A quantity or volume: a decimal text, zero or more, and not too large for a double. */
export function quantity(value: unknown): number {
  const number = typeof value === "string" && DECIMAL.test(value) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : Number.NaN;
}

/** A price: a decimal text above zero that is a whole number of units. */
export function price(value: unknown): Units {
  const units = typeof value === "string" ? parseUnits(value) : Number.NaN;
  return units > 0 ? units : Number.NaN;
}

/** A time or an id: a whole number, zero or more. */
export const whole = (value: unknown): number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : Number.NaN;

export const allNumbers = (...values: readonly number[]): boolean => values.every((value) => !Number.isNaN(value));
