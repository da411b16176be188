/** Milliseconds of each unit of a Grafana interval; a month is 30 days and a year 365. */
const UNITS = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  y: 31_536_000_000,
};
type DurationUnit = keyof typeof UNITS;

/** `15s`, `1m30s`, `1d` in milliseconds; undefined where it is no duration. */
export function milliseconds(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|[smhdwMy]))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwMy])/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit as DurationUnit], 0);
}

/** As Prometheus reads it, in the longest unit that leaves no rest: 60,000 -> `1m`, 90,000 -> `90s`. */
export function durationText(ms: number): string {
  const unit = (["d", "h", "m", "s"] as const).find((one) => ms >= UNITS[one] && ms % UNITS[one] === 0);
  return unit ? `${ms / UNITS[unit]}${unit}` : `${Math.round(ms)}ms`;
}
