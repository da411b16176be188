import { isObject, type Json, objectAt, textAt, without } from "../reading/json.ts";

/** Source: grafana, kinds/v2/dashboard_spec.cue, DataQueryKind. The version is of the plug-in's queries, not its own. */
const VERSION = "v0";

/** A query and who answers it; a data source that is no `{type, uid}` stays among the query's own. */
export function writeDataQuery(datasource: unknown, spec: Json): Json {
  const known = isObject(datasource) && isReference(datasource) ? datasource : undefined;
  return {
    kind: "DataQuery",
    group: textAt(known, "type") ?? "",
    version: VERSION,
    ...(known && textAt(known, "uid") !== undefined && { datasource: { name: known["uid"] } }),
    spec: known || datasource === undefined ? spec : { ...spec, datasource },
  };
}

const isReference = (datasource: Json): boolean =>
  Object.entries(datasource).every(([name, value]) => ["type", "uid"].includes(name) && typeof value === "string");

export interface ReadQuery {
  /** v1's reference; absent where the query names none. */
  readonly datasource: { readonly datasource?: Json };
  readonly spec: Json;
  /** What only v2 says of the query. */
  readonly rest: Json;
}

/** The inverse of `writeDataQuery`. */
export function readDataQuery(query: unknown): ReadQuery {
  const known = objectAt(query);
  const [type, uid] = [textAt(known, "group"), textAt(known, "datasource", "name")];
  const datasource = { ...(type && { type }), ...(uid !== undefined && { uid }) };
  const rest = without(
    known,
    "kind",
    "group",
    "datasource",
    "spec",
    ...(known["version"] === VERSION ? ["version"] : []),
  );
  return {
    datasource: Object.keys(datasource).length > 0 ? { datasource } : {},
    spec: objectAt(known, "spec"),
    rest: rest["version"] === "" ? without(rest, "version") : rest,
  };
}

/** What only v2 says, under the one name where v1's JSON keeps it. */
export const onlyV2 = (rest: Json): Json => (Object.keys(rest).length > 0 ? { v2: rest } : {});
