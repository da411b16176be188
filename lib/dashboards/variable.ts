import type { Labels, Metric } from "../metrics/definitions.ts";
import type { BaseUnit } from "../metrics/units.ts";
import { type Variable as Reference, type TargetLabel, where } from "../promql/index.ts";
import { type Matchers, selector } from "../promql/selectors.ts";
import type { Raw } from "./raw.ts";

/** A choice on top of a dashboard: the values one label has now. Several may be chosen, or all. */
export interface LabelVariable extends Reference {
  readonly kind: "label";
  readonly name: string;
  readonly title: string;
  /** The series whose label is listed: `up{job=~"$job"}`. */
  readonly series: string;
  readonly label: string;
  readonly raw?: Raw;
}

/** A variable of a kind that the model has no word for: its JSON, as Grafana's v1 has it. */
export interface RawVariable extends Reference {
  readonly kind: "raw";
  readonly name: string;
  readonly raw: Raw;
}

export type Variable = LabelVariable | RawVariable;

/** `$name`, chosen among the values of a metric's label; narrow a query by it with `where`. */
export const labelVariable = <L extends Labels>(
  name: string,
  from: {
    readonly title: string;
    readonly metric: Metric<L, BaseUnit>;
    readonly label: NoInfer<(keyof L & string) | TargetLabel>;
    /** Offers only the values of these series; their variables are chosen first. */
    readonly within?: Matchers<NoInfer<L>>;
  },
): LabelVariable => ({
  kind: "label",
  name,
  variable: `$${name}`,
  title: from.title,
  // A histogram's base name is no series.
  series: selector(
    from.within ? where(from.metric, from.within) : from.metric,
    from.metric.type === "histogram" ? "_count" : "",
  ),
  label: from.label,
});

/** The same, of series that the catalogue does not know: `rawLabelVariable("job", "Job", "up", "job")`. */
export const rawLabelVariable = (
  name: string,
  title: string,
  series: string,
  label: string,
  raw?: Raw,
): LabelVariable => ({ kind: "label", name, variable: `$${name}`, title, series, label, ...(raw && { raw }) });

/** A variable as Grafana's v1 JSON has it, by path. */
export const rawVariable = (name: string, raw: Raw): RawVariable => ({
  kind: "raw",
  name,
  variable: `$${name}`,
  raw,
});

/** Names of the variables that a text uses; Grafana's own (`$__rate_interval`) are not among them. */
export const variablesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\$\{?(\w+)|\[\[(\w+)/g)].flatMap(([, name = "", old]) => {
    const used = old ?? name;
    return used && !used.startsWith("__") && !/^\d/.test(used) ? [used] : [];
  });
