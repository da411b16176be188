import { canonicalObject, same, withoutDefaults } from "../canonical.ts";
import { withRaw } from "../raw.ts";
import { difference } from "../raw-difference.ts";
import { isObject, type Json, textAt, without } from "../reading/json.ts";
import { type References, reference } from "../references.ts";
import { type LabelVariable, rawLabelVariable, rawVariable, type Variable } from "../variable.ts";

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

/** The inverse of `writeVariable`: the values of a label, or a variable that the model has no word for. */
export function readVariable(json: Json, references: References): Variable {
  const name = textAt(json, "name") ?? "";
  const [, series, label] = LABEL_VALUES.exec(textAt(json, "query", "query") ?? textAt(json, "query") ?? "") ?? [];
  if (json["type"] !== "query" || series === undefined || label === undefined)
    return rawVariable(name, differenceOf(rawVariable(name, {}), json, references));
  const variable = rawLabelVariable(name, textAt(json, "label") ?? "", series, label);
  const raw = differenceOf(variable, json, references);
  return { ...variable, ...(Object.keys(raw).length > 0 && { raw }) };
}

/** The series may hold commas and parentheses of its own. */
const LABEL_VALUES = /^\s*label_values\(\s*(.*\S)\s*,\s*([\w$.]+)\s*\)\s*$/s;

const differenceOf = (variable: Variable, json: Json, references: References) =>
  difference(canonicalVariable(writeVariable(variable, references) as Json), canonicalVariable(json));

/** Says the same as nothing; the last ones are of features that Grafana has dropped. */
const NOTHING: Json = {
  allowCustomValue: true,
  current: {},
  description: "",
  hide: 0,
  includeAll: false,
  label: "",
  multi: false,
  options: [],
  refresh: 0,
  regex: "",
  skipUrlSync: false,
  sort: 0,
  tags: [],
  tagsQuery: "",
  tagValuesQuery: "",
  useTags: false,
};

/** The same, of one type. Source: grafana, kinds/v2/dashboard_spec.cue, which demands each and gives its default. */
const NOTHING_OF: ReadonlyMap<unknown, Json> = new Map<unknown, Json>([
  ["adhoc", { baseFilters: [], defaultKeys: [], filters: [] }],
  ["interval", { auto: false, auto_count: 0, auto_min: "", refresh: 2 }],
  ["switch", { current: "", disabledValue: "", enabledValue: "" }],
]);

/** A variable in the one form that all its spellings share. Values that Grafana asks for again are not kept. */
export function canonicalVariable(json: Json): Json {
  const variable = canonicalObject(json);
  const { current, definition, refresh, type } = variable;
  const isAskedAgain = type === "query" && refresh !== 0 && refresh !== undefined;
  const query = textAt(variable, "query", "query") ?? variable["query"];
  return withoutDefaults(
    {
      ...(isAskedAgain ? without(variable, "options") : variable),
      ...(isObject(current) && {
        current: withoutDefaults(current, { selected: current["selected"], text: "", value: "" }),
      }),
    },
    { ...NOTHING, query: "", ...NOTHING_OF.get(type), ...(same(definition, query) && { definition: query }) },
  );
}
