import { type Duration, days, hours, minutes, seconds } from "./units.ts";

const STEPS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
] as const;

/** Each unit at most once, the largest first; with a look-ahead, so that the empty text is none. */
const LITERAL = /^(?=\d)(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
/** Milliseconds of the groups of LITERAL, in their order. */
const SIZES = [365 * 86_400_000, 7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000, 1] as const;

/** `1h30m`: a duration as Prometheus reads it, in configuration and in PromQL. Fails below one millisecond. */
export function duration({ value, text }: Duration): string {
  let rest = Math.round(value * 1000);
  if (rest <= 0) throw new RangeError(`a duration must be at least 1 ms, got ${text}`);
  let printed = "";
  for (const [unit, size] of STEPS) {
    const count = Math.floor(rest / size);
    if (count > 0) printed += `${count}${unit}`;
    rest -= count * size;
  }
  return printed;
}

/**
 * The seconds that a PromQL duration literal says; undefined when the text is none (of plain numbers only `0` is one).
 * Source: prometheus/common model.ParseDuration, where a year has 365 days.
 */
export function parseDuration(text: string): number | undefined {
  if (text === "0") return 0;
  const counts = LITERAL.exec(text)?.slice(1);
  if (counts === undefined) return undefined;
  return SIZES.reduce((sum, size, index) => sum + Number(counts[index] ?? 0) * size, 0) / 1000;
}

/** The duration cut into `divisor` parts, told in the largest unit that needs no fraction. */
export function divided(whole: Duration, divisor: number): Duration {
  const value = whole.value / divisor;
  if (value % 86_400 === 0) return days(value / 86_400);
  if (value % 3600 === 0) return hours(value / 3600);
  if (value % 60 === 0) return minutes(value / 60);
  return seconds(Number(value.toFixed(3)));
}
