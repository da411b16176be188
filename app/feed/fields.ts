/** Reading fields of a frame. A bad one reads as NaN, so a decoder checks all of its numbers at once. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const DECIMAL = /^\d+(?:\.\d+)?$/;
/** 15 significant digits and a point: what a double carries exactly. */
const EXACT_LENGTH = 16;

/** A quantity or volume: a decimal string, zero or more. */
export const decimal = (value: unknown): number =>
  typeof value === "string" && DECIMAL.test(value) ? Number(value) : Number.NaN;

/** A price: a decimal string above zero that a double carries exactly. */
export function price(value: unknown): number {
  if (typeof value !== "string" || value.length > EXACT_LENGTH) return Number.NaN;
  const number = decimal(value);
  return number > 0 ? number : Number.NaN;
}

/** A time or an id: a whole number, zero or more. */
export const whole = (value: unknown): number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : Number.NaN;

export const allNumbers = (...values: readonly number[]): boolean => values.every((value) => !Number.isNaN(value));
