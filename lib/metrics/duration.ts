import { type Duration, hours, minutes, seconds } from "./units.ts";

const STEPS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
] as const;

// Longest first, so that `ms` is not read as minutes followed by a stray `s`.
const UNITS: readonly (readonly [string, number])[] = [
  ["ms", 1],
  ["y", 365 * 86_400_000],
  ["w", 7 * 86_400_000],
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
];

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
 * The seconds that a PromQL duration literal says; undefined when the text is none (a plain number is none).
 * Source: prometheus/common model.ParseDuration, where a year has 365 days.
 */
export function parseDuration(text: string): number | undefined {
  let rest = text;
  let total = 0;
  while (rest.length > 0) {
    const count = Number.parseInt(rest, 10);
    const unit = UNITS.find(([name]) => rest.startsWith(`${count}${name}`));
    if (unit === undefined) return undefined;
    total += count * unit[1];
    rest = rest.slice(`${count}${unit[0]}`.length);
  }
  return text.length > 0 ? total / 1000 : undefined;
}

/** The duration cut into `divisor` parts, told in the largest unit that needs no fraction. */
export function divided(whole: Duration, divisor: number): Duration {
  const value = whole.value / divisor;
  if (value % 3600 === 0) return hours(value / 3600);
  if (value % 60 === 0) return minutes(value / 60);
  return seconds(Number(value.toFixed(3)));
}
