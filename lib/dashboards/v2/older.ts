import { isObject, type Json, listAt, objectAt, textAt, valueAt } from "../reading/json.ts";
import { writeDataQuery } from "./data-query.ts";

/**
 * A spec of v2alpha1 or v2beta1 in v2's form. v2beta1 differs in transformations alone; v2alpha1 also names plug-ins in
 * `kind` where v2 has `group`, and data sources beside the query. Source: grafana, kinds/v2alpha1 and kinds/v2beta1.
 */
export function current(spec: Json): Json {
  const elements = Object.entries(objectAt(spec, "elements"))
    .filter(([, one]) => one !== null)
    .map(([name, one]): [string, unknown] => [name, element(one)]);
  return {
    ...spec,
    elements: Object.fromEntries(elements),
    ...listed(spec, "variables", variable),
    ...listed(spec, "annotations", annotation),
  };
}

/** The list of that name with each of its objects in v2's form; nothing where there is no list. */
const listed = (json: Json, name: string, form: (one: Json) => Json): Json =>
  Array.isArray(json[name]) ? { [name]: listAt(json, name).map((one) => (isObject(one) ? form(one) : one)) } : {};

function element(json: unknown): unknown {
  if (!isObject(json) || json["kind"] !== "Panel") return json;
  const spec = objectAt(json, "spec");
  const data = objectAt(spec, "data");
  const group = objectAt(data, "spec");
  const lists = { ...listed(group, "queries", panelQuery), ...listed(group, "transformations", transformation) };
  return {
    ...json,
    spec: {
      ...spec,
      data: { ...data, spec: { ...group, ...lists } },
      vizConfig: visualization(objectAt(spec, "vizConfig")),
    },
  };
}

function visualization(json: Json): Json {
  if (json["kind"] === "VizConfig") return json;
  const { pluginVersion, ...spec } = objectAt(json, "spec");
  return { kind: "VizConfig", group: json["kind"] ?? "", version: pluginVersion ?? "", spec };
}

function panelQuery(json: Json): Json {
  const { datasource, query, ...spec } = objectAt(json, "spec");
  return { ...json, spec: { ...spec, query: dataQuery(query, datasource) } };
}

/** v2alpha1: `{kind: "prometheus", spec}`, and the data source beside it. */
function dataQuery(query: unknown, datasource: unknown): unknown {
  if (!isObject(query) || query["kind"] === "DataQuery") return query;
  const type = textAt(datasource, "type") || textAt(query, "kind");
  const uid = textAt(datasource, "uid");
  const reference = { ...(type && { type }), ...(uid !== undefined && { uid }) };
  return writeDataQuery(Object.keys(reference).length > 0 ? reference : undefined, objectAt(query, "spec"));
}

function transformation(json: Json): Json {
  if (json["kind"] === "Transformation") return json;
  const { id, ...spec } = objectAt(json, "spec");
  return { kind: "Transformation", group: id ?? json["kind"] ?? "", spec };
}

function variable(json: Json): Json {
  const { datasource, query, ...spec } = objectAt(json, "spec");
  if (json["kind"] === "QueryVariable") return { ...json, spec: { ...spec, query: dataQuery(query, datasource) } };
  if (datasource === undefined) return json;
  const { group, datasource: own } = writeDataQuery(datasource, {});
  return {
    ...json,
    group,
    ...(own !== undefined && { datasource: own }),
    spec: { ...spec, ...(query !== undefined && { query }) },
  };
}

function annotation(json: Json): Json {
  const { datasource, query, ...spec } = objectAt(json, "spec");
  const asked = dataQuery(query ?? { kind: valueAt(datasource, "type"), spec: {} }, datasource);
  return { ...json, spec: { ...spec, query: asked } };
}
