import { isObject, type Json, objectAt, textAt, without } from "../reading/json.ts";
import { canonicalVariable } from "../v1/variable.ts";
import { readDataQuery, writeDataQuery } from "./data-query.ts";

/** v1's types by v2's kinds. Source of kinds and their fields: grafana, kinds/v2/dashboard_spec.cue. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ["query", "QueryVariable"],
  ["datasource", "DatasourceVariable"],
  ["custom", "CustomVariable"],
  ["interval", "IntervalVariable"],
  ["textbox", "TextVariable"],
  ["constant", "ConstantVariable"],
  ["adhoc", "AdhocVariable"],
  ["groupby", "GroupByVariable"],
  ["switch", "SwitchVariable"],
]);
const TYPES: ReadonlyMap<string, string> = new Map([...KINDS].map(([type, kind]) => [kind, type]));

/** What v1 counts and v2 names; of `sort`, in v1's order. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  hide: ["dontHide", "hideLabel", "hideVariable", "inControlsMenu"],
  refresh: ["never", "onDashboardLoad", "onTimeRangeChanged"],
  sort: [
    ...["disabled", "alphabeticalAsc", "alphabeticalDesc", "numericalAsc", "numericalDesc"],
    ...["alphabeticalCaseInsensitiveAsc", "alphabeticalCaseInsensitiveDesc", "naturalAsc", "naturalDesc"],
  ],
};

const EVERY: Json = { hide: "dontHide", skipUrlSync: false };
const CURRENT = { current: { text: "", value: "" } };
const CHOICE: Json = { ...EVERY, ...CURRENT, multi: false, includeAll: false, allowCustomValue: true, options: [] };

/** What v2 demands where v1 may be silent. */
const REQUIRED: ReadonlyMap<unknown, Json> = new Map<unknown, Json>([
  ["query", { ...CHOICE, refresh: "never", regex: "", sort: "disabled" }],
  ["datasource", { ...CHOICE, refresh: "never", regex: "", pluginId: "" }],
  ["custom", { ...CHOICE, query: "" }],
  [
    "interval",
    {
      ...EVERY,
      ...CURRENT,
      auto: false,
      auto_count: 0,
      auto_min: "",
      options: [],
      query: "",
      refresh: "onTimeRangeChanged",
    },
  ],
  ["textbox", { ...EVERY, ...CURRENT, query: "" }],
  ["constant", { ...EVERY, ...CURRENT, query: "" }],
  ["adhoc", { ...EVERY, allowCustomValue: true, baseFilters: [], defaultKeys: [], filters: [] }],
  ["groupby", { ...EVERY, ...CURRENT, multi: false, options: [] }],
  ["switch", { ...EVERY, current: "", enabledValue: "", disabledValue: "" }],
]);

/** A variable of v1 JSON as v2 has it; the inverse is `readVariableKind`. */
export function writeVariableKind(json: Json): Json {
  const { type, ...named } = mapped(canonicalVariable(json), (names, value) =>
    typeof value === "number" ? names[value] : undefined,
  );
  const kind = KINDS.get(`${type}`) ?? `${type ?? ""}Variable`;
  const spec = { ...REQUIRED.get(type), ...named };
  if (type === "query") return { kind, spec: withQuery(spec) };
  if (type === "datasource") return { kind, spec: { ...without(spec, "query"), pluginId: spec["query"] ?? "" } };
  if (type !== "adhoc" && type !== "groupby") return { kind, spec };
  const { group, datasource, spec: own } = writeDataQuery(spec["datasource"], without(spec, "datasource"));
  return { kind, group, ...(datasource !== undefined && { datasource }), spec: own };
}

/** A query that is a text stands under the name that Grafana's own conversion gives it. */
function withQuery({ query, datasource, ...spec }: Json): Json {
  const definition = textAt(query, "query") ?? (isObject(query) ? undefined : query);
  return {
    ...(definition !== undefined && { definition }),
    ...spec,
    query: writeDataQuery(datasource, isObject(query) ? query : { [TEXT]: query ?? "" }),
  };
}
const TEXT = "__legacyStringValue";

/** The inverse of `writeVariableKind`. */
export function readVariableKind(variable: Json): Json {
  const kind = textAt(variable, "kind") ?? "";
  const type = TYPES.get(kind) ?? kind.replace(/Variable$/, "");
  const spec = mapped(objectAt(variable, "spec"), (names, value) => numberOf(names, value));
  const typed = type === "" ? {} : { type };
  if (type === "query") return { ...typed, ...readQuery(spec) };
  if (type === "datasource") return { ...typed, ...without(spec, "pluginId"), query: spec["pluginId"] };
  if (type !== "adhoc" && type !== "groupby") return { ...typed, ...spec };
  return { ...typed, ...spec, ...readDataQuery(variable).datasource };
}

const numberOf = (names: readonly string[], value: unknown): number | undefined => {
  const at = names.indexOf(`${value}`);
  return at === -1 ? undefined : at;
};

function readQuery({ query, ...variable }: Json): Json {
  const { datasource, spec } = readDataQuery(query);
  const { [TEXT]: text, ...object } = spec;
  return { ...variable, ...datasource, query: text === undefined ? object : text };
}

/** `hide`, `refresh` and `sort` by another name; one without another name stays. */
const mapped = (json: Json, name: (names: readonly string[], value: unknown) => unknown): Json =>
  Object.fromEntries(
    Object.entries(json).map(([property, value]) => {
      const names = Object.hasOwn(NAMES, property) ? NAMES[property] : undefined;
      return [property, (names && name(names, value)) ?? value];
    }),
  );
