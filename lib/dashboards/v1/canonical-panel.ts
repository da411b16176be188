import { canonicalObject, same, withoutDefaults } from "../canonical.ts";
import { filled, isObject, type Json, listAt, objectAt, textAt, valueAt, without } from "../reading/json.ts";
import { DEFAULT_STEPS, GRAFANA_DEFAULTS } from "./grafana-defaults.ts";
import { isPrometheus, refId } from "./targets.ts";

/** What says the same as nothing, whatever the panel. */
const NOTHING: Json = {
  cacheTimeout: "",
  datasource: {},
  description: "",
  fieldConfig: {},
  links: [],
  options: {},
  repeat: "",
  targets: [],
  title: "",
  transformations: [],
  transparent: false,
};

/**
 * A panel's v1 JSON in the one form that all its spellings share: names in order, null as absent, references of
 * queries counted as Grafana does. Of a type that the model knows it has Grafana's defaults written out, as Grafana's
 * editor writes them, and no `pluginVersion`, which Grafana renews at each save.
 */
export function canonicalPanel(json: Json): Json {
  const panel = canonicalObject(json);
  const defaults = valueAt(panel, "libraryPanel") === undefined ? GRAFANA_DEFAULTS.get(panel["type"]) : undefined;
  const { pluginVersion, ...kept } = panel;
  const bare = defaults ? kept : panel;
  const source = sourceOf(panel);
  const drawn = {
    ...(isObject(panel["fieldConfig"]) && { fieldConfig: canonicalFields(panel["fieldConfig"]) }),
    ...(defaults && withDefaults(panel, defaults)),
  };
  return withoutDefaults(
    {
      ...without(bare, "datasource", ...(bare["repeat"] ? [] : ["maxPerRow", "repeatDirection"])),
      ...(source !== undefined && { datasource: source }),
      ...(Array.isArray(panel["targets"]) && { targets: canonicalTargets(panel) }),
      ...drawn,
      ...(isObject(drawn.fieldConfig) && { fieldConfig: withBases(drawn.fieldConfig) }),
    },
    NOTHING,
  );
}

/** The one null that Grafana needs: a base step without it matches no value. */
function withBases(value: Json): Json {
  const inside = Object.entries(value).map(([name, one]): [string, unknown] => {
    if (name === "steps" && Array.isArray(one)) return [name, one.map(withBase)];
    if (Array.isArray(one)) return [name, one.map((each) => (isObject(each) ? withBases(each) : each))];
    return [name, isObject(one) ? withBases(one) : one];
  });
  return Object.fromEntries(inside);
}

const withBase = (step: unknown): unknown => (isObject(step) ? { value: null, ...step } : step);

/** Of a panel that the model has no word for: as it stands, but for what says the same as nothing. */
export const plainPanel = (json: Json): Json => {
  const said = Object.entries(json).filter(([, value]) => value !== null && value !== undefined);
  const panel = Object.fromEntries(said);
  const fields = objectAt(panel, "fieldConfig");
  return withoutDefaults(
    { ...panel, ...(isObject(panel["fieldConfig"]) && { fieldConfig: withoutDefaults(fields, NO_FIELDS) }) },
    NOTHING,
  );
};

const NO_FIELDS: Json = { defaults: {}, overrides: [] };

const canonicalFields = (json: Json): Json =>
  withoutDefaults(
    { ...json, ...(isObject(json["defaults"]) && { defaults: withoutDefaults(json["defaults"], NO_FIELD) }) },
    NO_FIELDS,
  );

const NO_FIELD: Json = { actions: [], custom: {}, links: [] };

function withDefaults(panel: Json, { options, defaults }: { readonly options: Json; readonly defaults: Json }): Json {
  const fields = filled(objectAt(panel, "fieldConfig", "defaults"), defaults);
  const drawn = drawsThresholds(panel["type"], fields) || !same(valueAt(fields, "thresholds", "steps"), DEFAULT_STEPS);
  const steps = { ...objectAt(fields, "thresholds"), steps: [{ color: "green" }] };
  const overrides = listAt(panel, "fieldConfig", "overrides");
  return {
    options: canonicalObject(filled(objectAt(panel, "options"), options)),
    fieldConfig: {
      ...without(objectAt(panel, "fieldConfig"), "defaults", "overrides"),
      ...(Object.keys(fields).length > 0 && {
        defaults: canonicalObject(withoutDefaults(drawn ? fields : { ...fields, thresholds: steps }, NO_FIELD)),
      }),
      ...(overrides.length > 0 && { overrides }),
    },
  };
}

/** The editor gives every panel Grafana's default steps; curves and tables show them only when told to. */
function drawsThresholds(type: unknown, fields: Json): boolean {
  if (type === "heatmap" || type === "table" || type === "alertlist") return false;
  if (type !== "timeseries") return true;
  return (
    textAt(fields, "custom", "thresholdsStyle", "mode") !== "off" || textAt(fields, "color", "mode") === "thresholds"
  );
}

/** Says the same as nothing in a query, and in one of Prometheus. */
const NO_TARGET: Json = { hide: false };
const NO_PROMQL: Json = { ...NO_TARGET, exemplar: false, format: "time_series", interval: "", intervalFactor: 1 };

const canonicalTargets = (panel: Json): readonly Json[] =>
  completeTargets(panel).map((target) =>
    isPrometheus(target, panel)
      ? canonicalObject(withoutDefaults({ ...asked(target), ...target }, NO_PROMQL))
      : canonicalObject(withoutDefaults(target, NO_TARGET)),
  );

/** Queries with what Grafana gives those that lack it: a reference, and the panel's data source. */
export function completeTargets(panel: Json): readonly Json[] {
  const targets = listAt(panel, "targets").filter(isObject);
  const used = new Set(targets.map((target) => textAt(target, "refId")));
  return targets.map((target) => {
    const datasource = target["datasource"] ?? panel["datasource"];
    const refId = textAt(target, "refId") ?? nextRefId(used);
    return { ...target, refId, ...(datasource !== undefined && datasource !== null && { datasource }) };
  });
}

/** Grafana's word for queries of several data sources. */
const MIXED = { type: "datasource", uid: "-- Mixed --" };

/** A panel's data source as its queries have it, where it says none of its own; without queries it means nothing. */
export function sourceOf(panel: Json): unknown {
  const asked = completeTargets(panel).map(({ datasource }) => datasource);
  const own = same(panel["datasource"] ?? {}, {}) ? undefined : panel["datasource"];
  if (asked.length === 0) return undefined;
  const followed = asked.every((one) => same(one, asked[0])) ? asked[0] : MIXED;
  return own === undefined || textAt(own, "uid") === MIXED.uid ? followed : own;
}

/** The first that no other target has. */
function nextRefId(used: Set<string | undefined>): string {
  let index = 0;
  while (used.has(refId(index))) index++;
  used.add(refId(index));
  return refId(index);
}

/** A query that says neither asks for a range. Source: grafana-prometheus/src/querybuilder/state.ts. */
const asked = (target: Json): Json => ({
  editorMode: "code",
  instant: false,
  range: target["instant"] !== true,
  legendFormat: "",
});
