import { type Json, objectAt, without } from "../reading/json.ts";
import { canonicalAnnotation } from "../v1/annotation.ts";
import { readDataQuery, writeDataQuery } from "./data-query.ts";

const OWN = ["enable", "filter", "hide", "iconColor", "mappings", "name", "placement"];

/** An annotation of v1 JSON as v2 has it; the inverse is `readAnnotationKind`. Its own of each data source is "legacy". */
export function writeAnnotationKind(json: Json): Json {
  const annotation = canonicalAnnotation(json);
  const { datasource, target, builtIn } = annotation;
  const own = Object.fromEntries(Object.entries(annotation).filter(([name]) => OWN.includes(name)));
  const legacyOptions = without(annotation, "builtIn", "datasource", "target", ...OWN);
  return {
    kind: "AnnotationQuery",
    spec: {
      ...{ name: "", enable: false, hide: false, iconColor: "", ...own },
      ...(builtIn === 1 && { builtIn: true }),
      query: writeDataQuery(datasource, objectAt(target)),
      ...(Object.keys(legacyOptions).length > 0 && { legacyOptions }),
    },
  };
}

/** The inverse of `writeAnnotationKind`. */
export function readAnnotationKind(annotation: Json): Json {
  const { query, legacyOptions, builtIn, ...own } = objectAt(annotation, "spec");
  const { datasource, spec } = readDataQuery(query);
  return {
    ...own,
    ...(builtIn === true && { builtIn: 1 }),
    ...datasource,
    ...(Object.keys(spec).length > 0 && { target: spec }),
    ...objectAt({ legacyOptions }, "legacyOptions"),
  };
}
