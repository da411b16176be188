import type { Unit } from "../metrics/units.ts";

/**
 * What a panel can draw. A point in time is not among them: Grafana reads it in milliseconds, so draw its age. Nor is
 * the rate of a point in time or of a yes and no, which mean nothing.
 */
export type DrawableUnit = Exclude<Unit, "timestamp" | "timestamp/s" | "boolean/s">;

/** Grafana's id of each unit. Source: grafana-data, valueFormats/categories.ts; `suffix:` is its way to name another. */
export const GRAFANA_UNITS: { readonly [U in DrawableUnit]: string } = {
  seconds: "s",
  bytes: "bytes",
  ratio: "percentunit",
  items: "short",
  usdt: "suffix:USDT",
  boolean: "bool_yes_no",
  // Seconds per second is a share of time.
  "seconds/s": "percentunit",
  "bytes/s": "binBps",
  "ratio/s": "suffix:/s",
  "items/s": "cps",
  "usdt/s": "suffix:USDT/s",
};
