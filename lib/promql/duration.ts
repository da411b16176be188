import type { Duration } from "../metrics/units.ts";

const STEPS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
] as const;

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

/** A value that Grafana fills in: `$symbol`, `$__rate_interval`. */
export interface Variable {
  readonly variable: string;
}

/** Grafana's window for rates: at least four scrapes, whatever the zoom. Dashboards only; a rule must not use it. */
export const rateInterval: Variable = { variable: "$__rate_interval" };

export type Window = Duration | Variable;
export const range = (over: Window): string => ("variable" in over ? over.variable : duration(over));
