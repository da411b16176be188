import { withRaw } from "../raw.ts";
import { type References, reference } from "../references.ts";
import type { LabelVariable, Variable } from "../variable.ts";

export const writeVariable = (variable: Variable, references: References): object =>
  withRaw(variable.kind === "raw" ? { name: variable.name } : labelValues(variable, references), variable.raw);

/**
 * A label's values as a choice of one, several or all; read again whenever the time range changes. All are the listed
 * ones and no others: without an `allValue` Grafana joins them, where `.+` would let other jobs in.
 */
function labelValues({ name, title, series, label }: LabelVariable, { metrics }: References): object {
  const query = `label_values(${series}, ${label})`;
  return {
    type: "query",
    name,
    label: title,
    datasource: reference(metrics),
    query: { qryType: 1, query, refId: "PrometheusVariableQueryEditor-VariableQuery" },
    definition: query,
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    current: { text: ["All"], value: ["$__all"] },
  };
}
