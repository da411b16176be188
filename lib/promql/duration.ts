import { duration } from "../metrics/duration.ts";
import type { Duration } from "../metrics/units.ts";

/** A value that Grafana fills in: `$symbol`, `$__rate_interval`. */
export interface Variable {
  readonly variable: string;
}

/** Grafana's window for rates: at least four scrapes, whatever the zoom. Dashboards only; a rule must not use it. */
export const rateInterval: Variable = { variable: "$__rate_interval" };

/** All the time that the dashboard shows. Dashboards only. */
export const shownRange: Variable = { variable: "$__range" };

export type Window = Duration | Variable;
export const range = (over: Window): string => ("variable" in over ? over.variable : duration(over));
