import type { Labels, Metric } from "../metrics/definitions.ts";
import type { BaseUnit } from "../metrics/units.ts";
import type { TargetLabel, Variable } from "../promql/index.ts";

/** A choice on top of a dashboard: the values one label has now. Several may be chosen, or all. */
export interface LabelVariable extends Variable {
  readonly name: string;
  readonly title: string;
  readonly metric: Metric<Labels, BaseUnit>;
  readonly label: string;
}

/** `$name`, chosen among the values of a metric's label; narrow a query by it with `where`. */
export const labelVariable = <L extends Labels>(
  name: string,
  from: {
    readonly title: string;
    readonly metric: Metric<L, BaseUnit>;
    readonly label: NoInfer<(keyof L & string) | TargetLabel>;
  },
): LabelVariable => ({ ...from, name, variable: `$${name}` });

/** Names of the variables that a text uses; Grafana's own (`$__rate_interval`) are not among them. */
export const variablesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\$\{?(\w+)/g)].flatMap(([, name]) => (name && !name.startsWith("__") ? [name] : []));
