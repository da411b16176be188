import { canonical, same } from "../canonical.ts";
import { isObject, type Json, listAt, numeric, objectAt, textAt, without } from "../reading/json.ts";
import { completeTargets, sourceOf } from "../v1/canonical-panel.ts";
import { onlyV2, readDataQuery, writeDataQuery } from "./data-query.ts";

/** What a panel asks for beside its queries: the same names in both formats. */
const QUERY_OPTIONS = [
  ...["cacheTimeout", "hideTimeOverride", "interval", "maxDataPoints", "queryCachingTTL"],
  ...["timeCompare", "timeFrom", "timeShift", "timeTo"],
];
/** What v1 says of a panel and v2 of its place. */
const PLACED = ["maxPerRow", "repeat", "repeatDirection"];

/**
 * A panel of v1 JSON as an element of v2; the inverse is `readElement`. What only v1 has a name for stands in the
 * options as `__v1`, which panels ignore and Grafana keeps; what only v2 has a name for, in v1 as `v2`.
 * Source: grafana, kinds/v2/dashboard_spec.cue, PanelKind, and pkg/migration/conversion.
 */
export function writeElement(id: number, json: Json): Json {
  if (isObject(json["libraryPanel"])) return writeLibraryPanel(id, json);
  const { type, title, description, links, transparent, pluginVersion, options, fieldConfig, v2, ...more } = json;
  const rest = leftover(json, more);
  return {
    kind: "Panel",
    spec: {
      id,
      title: title ?? "",
      description: description ?? "",
      links: links ?? [],
      data: writeData(json),
      vizConfig: {
        kind: "VizConfig",
        group: type ?? "",
        version: pluginVersion ?? "",
        spec: {
          options: Object.keys(rest).length > 0 ? { ...objectOf(options), __v1: rest } : (options ?? {}),
          fieldConfig: { defaults: {}, overrides: [], ...objectOf(fieldConfig) },
        },
      },
      ...(transparent === true && { transparent }),
      ...objectOf(v2),
    },
  };
}

const objectOf = (value: unknown): Json => (isObject(value) ? value : {});

const writeLibraryPanel = (id: number, json: Json): Json => ({
  kind: "LibraryPanel",
  spec: { id, title: json["title"] ?? "", libraryPanel: json["libraryPanel"] },
});

/** What v2 has no place for; a data source of the panel follows from those of its queries. */
const leftover = (json: Json, more: Json): Json =>
  without(
    more,
    ...[...QUERY_OPTIONS, ...PLACED, ...(followsFromQueries(json) ? ["datasource"] : [])],
    ...(isList(json["targets"]) ? ["targets"] : []),
    ...(isList(json["transformations"]) ? ["transformations"] : []),
  );

/** v2 has data sources of queries only. */
function followsFromQueries(json: Json): boolean {
  const own = sourceOf(json);
  if (own === undefined) return true;
  const followed = sourceOf({ targets: completeTargets(json) });
  return same(canonical(own), canonical(followed));
}

const isList = (value: unknown): boolean => Array.isArray(value) && value.every(isObject);

function writeData(json: Json): Json {
  const queries = isList(json["targets"]) ? completeTargets(json).map(writeQuery) : [];
  const transformations = isList(json["transformations"])
    ? listAt(json, "transformations").map(writeTransformation)
    : [];
  const named = QUERY_OPTIONS.filter((name) => json[name] !== undefined && json[name] !== null);
  const queryOptions = Object.fromEntries(named.map((name) => [name, json[name]]));
  return { kind: "QueryGroup", spec: { queries, transformations, queryOptions } };
}

function writeQuery({ refId, hide, datasource, v2, ...spec }: Json): Json {
  const query = { ...writeDataQuery(datasource ?? undefined, spec), ...objectOf(v2) };
  return { kind: "PanelQuery", spec: { query, refId, hidden: hide === true } };
}

const writeTransformation = (json: unknown): Json => {
  const { id, ...spec } = objectAt(json);
  return { kind: "Transformation", group: id ?? "", spec: { options: {}, ...spec } };
};

/** The inverse of `writeElement`: v1 JSON without id and place. Undefined of an element that is neither panel nor use. */
export function readElement(element: Json): { readonly id: number | undefined; readonly json: Json } | undefined {
  const spec = objectAt(element, "spec");
  const id = numeric(spec["id"]);
  if (element["kind"] === "LibraryPanel") return { id, json: without(spec, "id") };
  return element["kind"] === "Panel" ? { id, json: readPanelSpec(spec) } : undefined;
}

function readPanelSpec({ id, data, vizConfig, ...spec }: Json): Json {
  const { __v1: rest, ...options } = objectAt(vizConfig, "spec", "options");
  const known = ["title", "description", "links", "transparent"];
  const version = textAt(vizConfig, "version") ?? "";
  return {
    type: textAt(vizConfig, "group") ?? "",
    ...Object.fromEntries(Object.entries(spec).filter(([name]) => known.includes(name))),
    ...(version !== "" && { pluginVersion: version }),
    options,
    fieldConfig: objectAt(vizConfig, "spec", "fieldConfig"),
    ...readData(objectAt(data, "spec")),
    ...objectOf(rest),
    ...onlyV2(without(spec, ...known)),
  };
}

const readData = (spec: Json): Json => ({
  targets: listAt(spec, "queries").map(readQuery),
  transformations: listAt(spec, "transformations").map(readTransformation),
  ...objectAt(spec, "queryOptions"),
});

function readQuery(json: unknown): Json {
  const { query, refId, hidden } = objectAt(json, "spec");
  const { datasource, spec, rest } = readDataQuery(query);
  return { refId, ...(hidden === true && { hide: true }), ...datasource, ...spec, ...onlyV2(rest) };
}

const readTransformation = (json: unknown): Json => ({ id: textAt(json, "group") ?? "", ...objectAt(json, "spec") });
