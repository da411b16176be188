import type { LabelVariable } from "../variable.ts";
import { reference, type Sources } from "./sources.ts";

/**
 * A label's values as a choice of one, several or all; read again whenever the time range changes. All are the listed
 * ones and no others: without an `allValue` Grafana joins them, where `.+` would let other jobs in.
 */
export function writeVariable(variable: LabelVariable, sources: Sources): object {
  const query = `label_values(${variable.metric.name}, ${variable.label})`;
  return {
    type: "query",
    name: variable.name,
    label: variable.title,
    datasource: reference(sources.metrics),
    query: { qryType: 1, query, refId: "PrometheusVariableQueryEditor-VariableQuery" },
    definition: query,
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    current: { text: ["All"], value: ["$__all"] },
  };
}
