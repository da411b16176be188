import type { Labels, Metric } from "../metrics/definitions.ts";
import type { BaseUnit } from "../metrics/units.ts";
import type { Variable } from "./duration.ts";
import type { TargetLabel } from "./vector.ts";

export type Matchers<L extends Labels> = { readonly [K in keyof L]?: L[K] | readonly L[K][] | Variable } & {
  readonly [T in TargetLabel]?: string | readonly string[] | Variable;
};

/** The same metric, narrowed to known labels and known values. A list matches any of its values. */
export const where = <M extends Metric<Labels, BaseUnit>, L extends Labels>(
  metric: M & Metric<L, BaseUnit>,
  match: Matchers<L>,
): M => ({ ...metric, match: { ...metric.match, ...match } });

const quoted = (text: string): string => JSON.stringify(text);
// RE2's special characters; Prometheus anchors matchers itself.
const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

function matcher(value: unknown): string {
  if (typeof value === "string") return `=${quoted(value)}`;
  if (Array.isArray(value)) return `=~${quoted(value.map(literal).join("|"))}`;
  return `=~${quoted((value as Variable).variable)}`;
}

/** `name_suffix{label="value"}` */
export function selector(metric: Metric<Labels, BaseUnit>, suffix = "", extra: readonly string[] = []): string {
  const matchers = [...Object.entries(metric.match).map(([label, value]) => label + matcher(value)), ...extra];
  return metric.name + suffix + (matchers.length > 0 ? `{${matchers.join(",")}}` : "");
}

/** Every label a metric's series carry once scraped. */
export const labelsOf = (metric: Metric<Labels, BaseUnit>): never[] =>
  [...Object.keys(metric.domains), "job", "instance"] as never[];
