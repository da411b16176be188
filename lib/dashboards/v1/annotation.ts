import type { Annotation } from "../annotation.ts";
import { canonicalObject, same, withoutDefaults } from "../canonical.ts";
import { withRaw } from "../raw.ts";
import { difference } from "../raw-difference.ts";
import { type Json, textAt } from "../reading/json.ts";
import { type References, reference } from "../references.ts";

/** One without an expression is not of Prometheus: what it asks for stands in its raw. */
export const writeAnnotation = (annotation: Annotation, { metrics }: References): object =>
  withRaw(
    {
      name: annotation.name,
      datasource: reference(metrics),
      enable: true,
      iconColor: annotation.color,
      ...(annotation.promql !== "" && { expr: annotation.promql }),
      ...(annotation.title !== "" && { titleFormat: annotation.title }),
      ...(annotation.text !== "" && { textFormat: annotation.text }),
    },
    annotation.raw,
  );

/** The inverse of `writeAnnotation`. */
export function readAnnotation(json: Json, references: References): Annotation {
  const annotation: Annotation = {
    name: textAt(json, "name") ?? "",
    promql: textAt(json, "expr") ?? "",
    title: textAt(json, "titleFormat") ?? "",
    text: textAt(json, "textFormat") ?? "",
    color: textAt(json, "iconColor") ?? "",
  };
  const written = canonicalAnnotation(writeAnnotation(annotation, references) as Json);
  const raw = difference(written, canonicalAnnotation(json));
  return { ...annotation, ...(Object.keys(raw).length > 0 && { raw }) };
}

const NOTHING: Json = {
  builtIn: 0,
  enable: false,
  expr: "",
  filter: {},
  hide: false,
  iconColor: "",
  mappings: {},
  name: "",
  target: {},
  textFormat: "",
  titleFormat: "",
};

export const canonicalAnnotation = (json: Json): Json => withoutDefaults(canonicalObject(json), NOTHING);

/** Grafana adds this one to every dashboard that lacks it; changed, it counts. Source: grafana, addBuiltInAnnotationQuery. */
const BUILT_IN: Json = {
  builtIn: 1,
  datasource: { type: "grafana", uid: "-- Grafana --" },
  enable: true,
  hide: true,
  iconColor: "rgba(0, 211, 255, 1)",
  name: "Annotations & Alerts",
};

/** `type` and `target` of it have come and gone with Grafana's versions; they ask for the same. */
export function isBuiltIn(json: Json): boolean {
  const { type, target, ...asked } = canonicalAnnotation(json);
  return asked["builtIn"] === 1 && same(canonicalObject(asked), BUILT_IN);
}
