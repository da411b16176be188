const FACTORS = [1, 2, 5, 10];
/** 0.3 is 2.9999999999999996 times 0.1, and is a tick all the same. */
const ROUNDING = 1e-9;

/**
 * Round values from `least` to `most` for an axis, about `count` of them: multiples of 1, 2 or 5 times a power of ten.
 * The one value itself when both are the same.
 */
export function roundTicks(least: number, most: number, count: number): readonly number[] {
  if (least === most) return [least];
  const power = 10 ** Math.floor(Math.log10((most - least) / count));
  const step = power * (FACTORS.find((factor) => (most - least) / (factor * power) <= count) ?? 10);
  const first = Math.ceil(least / step - ROUNDING);
  return Array.from({ length: Math.floor(most / step + ROUNDING) - first + 1 }, (_, index) => (first + index) * step);
}

/** `count` values in even steps from `least` to `most`, both included; the one value itself when both are the same. */
export const evenTicks = (least: number, most: number, count: number): readonly number[] =>
  least === most
    ? [least]
    : Array.from({ length: count }, (_, index) => least + ((most - least) * index) / (count - 1));
