import type { Unit } from "../metrics/units.ts";

/**
 * What a panel can draw. A point in time is not among them: Grafana reads it in milliseconds, so draw its age. Nor is
 * the rate of a point in time or of a yes and no, which mean nothing.
 */
export type DrawableUnit = Exclude<Unit, "timestamp" | "timestamp/s" | "boolean/s">;

/** A unit by Grafana's own id, for what the catalogue has no unit for: `grafana:ms`. */
export type GrafanaUnit = `grafana:${string}`;
export type PanelUnit = DrawableUnit | GrafanaUnit;

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

const isGrafanas = (unit: PanelUnit): unit is GrafanaUnit => unit.startsWith("grafana:");

/** Grafana's id of a unit: `s` of `seconds`, `ms` of `grafana:ms`. */
export const grafanaUnit = (unit: PanelUnit): string =>
  isGrafanas(unit) ? unit.slice("grafana:".length) : GRAFANA_UNITS[unit];

/** The unit that prints as a Grafana id: the catalogue's where it has one (`ratio` of `percentunit`). */
export function unitOf(id: string): PanelUnit {
  const known = Object.entries(GRAFANA_UNITS).find(([, one]) => one === id);
  return known ? (known[0] as DrawableUnit) : `grafana:${id}`;
}

/** Grafana's ids that write a unit as it is, or leave it to the reader; a scaled one (`ms` of seconds) is off by its factor. */
export const WRITTEN_AS: Partial<Readonly<Record<Unit, readonly string[]>>> = {
  seconds: ["s", "dtdurations", "dthms", "clocks"],
  bytes: ["bytes", "decbytes"],
  ratio: ["percentunit", "short", "none"],
  items: ["short", "none", "locale", "sishort", "sci"],
  usdt: ["suffix:USDT", "currencyUSD", "short"],
  boolean: ["bool_yes_no", "bool", "bool_on_off", "short", "none"],
  "seconds/s": ["percentunit", "short", "none"],
  "bytes/s": ["binBps", "Bps"],
  "items/s": ["cps", "ops", "reqps", "rps", "wps", "iops", "eps", "mps", "recps", "short", "none"],
  "usdt/s": ["suffix:USDT/s", "short"],
};
