import { canonicalObject, withoutDefaults } from "../canonical.ts";
import { isObject, type Json, listAt, numeric, objectAt, textAt, without } from "../reading/json.ts";
import { packed, readPlace } from "../reading/places.ts";
import { canonicalPanel } from "../v1/canonical-panel.ts";
import { renamed } from "./layout-check.ts";
import { current } from "./older.ts";

/** What says the same as nothing, by the kind of what carries it. Source: grafana, kinds/v2/dashboard_spec.cue. */
const SPEC: Json = {
  annotations: [],
  cursorSync: "Off",
  description: "",
  editable: true,
  links: [],
  liveNow: false,
  preload: false,
  tags: [],
  title: "",
  variables: [],
};
const TIME: Json = {
  autoRefresh: "",
  autoRefreshIntervals: ["5s", "10s", "30s", "1m", "5m", "15m", "30m", "1h", "2h", "1d"],
  fiscalYearStartMonth: 0,
  from: "now-6h",
  hideTimepicker: false,
  nowDelay: "",
  quickRanges: [],
  timezone: "",
  to: "now",
  weekStart: "",
};
const LINK: Json = {
  ...{ asDropdown: false, icon: "", includeVars: false, keepTime: false, tags: [], targetBlank: false },
  ...{ title: "", tooltip: "", type: "link", url: "" },
};
const CURRENT: Json = { text: "", value: "" };
const ANNOTATION: Json = {
  builtIn: false,
  enable: false,
  filter: {},
  hide: false,
  iconColor: "",
  legacyOptions: {},
  mappings: {},
  name: "",
};
const VARIABLE: Json = {
  ...{
    allowCustomValue: true,
    auto: false,
    auto_count: 0,
    auto_min: "",
    baseFilters: [],
    current: {},
    defaultKeys: [],
  },
  ...{
    description: "",
    disabledValue: "",
    enabledValue: "",
    filters: [],
    hide: "dontHide",
    includeAll: false,
    label: "",
  },
  ...{
    multi: false,
    options: [],
    pluginId: "",
    query: "",
    refresh: "never",
    regex: "",
    skipUrlSync: false,
    sort: "disabled",
  },
};
const PANEL: Json = { description: "", links: [], title: "", transparent: false };

/**
 * v2 JSON in the one form that all its spellings share: the spec of v2, elements by their ids, names in order, null as
 * absent, Grafana's defaults of panels written out and others left out, panels packed.
 */
export function canonicalV2(json: unknown): Json {
  const resource = objectAt(json);
  const spec = current(isObject(resource["spec"]) ? resource["spec"] : resource);
  const elements = Object.entries(objectAt(spec, "elements"));
  const names = new Map(elements.map(([name, one]) => [name, `panel-${numeric(objectAt(one, "spec")["id"])}`]));
  const parts = {
    timeSettings: withoutDefaults(canonicalObject(objectAt(spec, "timeSettings")), TIME),
    links: listAt(spec, "links").map((link) => withoutDefaults(canonicalObject(objectAt(link)), LINK)),
    annotations: listAt(spec, "annotations")
      .map((one) => canonicalKind(one, ANNOTATION))
      .filter((one) => !isBuiltIn(one)),
    variables: listAt(spec, "variables").map((one) => canonicalKind(one, VARIABLE)),
  };
  return withoutDefaults(
    canonicalObject({
      ...spec,
      cursorSync: spec["cursorSync"] || "Off",
      ...parts,
      elements: Object.fromEntries(elements.map(([name, one]) => [names.get(name), canonicalElement(objectAt(one))])),
      layout: canonicalLayout(renamed(spec["layout"], names)),
    }),
    SPEC,
  );
}

/** A variable or an annotation. */
function canonicalKind(json: unknown, nothing: Json): Json {
  const { spec, ...kind } = canonicalObject(objectAt(json));
  const own = objectAt({ spec }, "spec");
  const { current, definition, query, refresh } = own;
  const text = textAt(query, "spec", "query") ?? textAt(query, "spec", "__legacyStringValue");
  const isAskedAgain = kind["kind"] === "QueryVariable" && refresh !== "never" && refresh !== undefined;
  const isInterval = kind["kind"] === "IntervalVariable";
  const known = {
    ...own,
    ...(isObject(current) && { current: withoutDefaults(without(current, "selected"), CURRENT) }),
    ...(isObject(query) && { query: canonicalQuery(query) }),
    ...(definition === text && { definition: undefined }),
    ...(isAskedAgain && { options: undefined }),
  };
  const nothings = isInterval ? { ...nothing, refresh: "onTimeRangeChanged" } : nothing;
  return canonicalObject({
    ...withoutDefaults(kind, { datasource: {}, group: "" }),
    spec: withoutDefaults(known, nothings),
  });
}

const canonicalQuery = (query: Json): Json =>
  withoutDefaults(query["version"] === "" ? without(query, "version") : query, { group: "", spec: {}, version: "v0" });

const isBuiltIn = ({ spec }: Json): boolean =>
  textAt(spec, "name") === "Annotations & Alerts" &&
  textAt(spec, "iconColor") === "rgba(0, 211, 255, 1)" &&
  ["builtIn", "enable", "hide"].every((name) => objectAt({ spec }, "spec")[name] === true);

function canonicalElement({ kind, spec }: Json): Json {
  const { data, vizConfig, id, ...panel } = objectAt({ spec }, "spec");
  if (kind !== "Panel") return canonicalObject({ kind, spec: { ...panel, id: numeric(id) } });
  const { queries, transformations, queryOptions, ...more } = objectAt(data, "spec");
  const visualization = objectAt(vizConfig, "spec");
  return canonicalObject({
    kind,
    spec: {
      ...withoutDefaults(panel, PANEL),
      id: numeric(id),
      data: { ...more, transformations, queryOptions, hidden: listAt({ queries }, "queries").map(hiddenOf) },
      vizConfig: canonicalPanel({
        ...visualization,
        type: textAt(vizConfig, "group") ?? "",
        pluginVersion: textAt(vizConfig, "version") || null,
        targets: listAt({ queries }, "queries").map(asked),
      }),
    },
  });
}

const hiddenOf = (query: unknown): boolean => objectAt(query, "spec")["hidden"] === true;

const asked = (query: unknown): Json => {
  const { group, datasource, spec, version, ...more } = objectAt(query, "spec", "query");
  const reference = { type: group || null, uid: textAt(datasource, "name") };
  return { ...objectAt({ spec }, "spec"), ...more, refId: objectAt(query, "spec")["refId"], datasource: reference };
};

/** Grids packed; rows without what says nothing; a lone row without a heading is the grid in it. */
function canonicalLayout(layout: unknown): unknown {
  const { kind, spec, ...more } = objectAt(layout);
  if (kind === undefined) return undefined;
  if (kind === "GridLayout") return { kind, items: canonicalItems(listAt(spec, "items")) };
  const rows = listAt(spec, "rows").map((row) => canonicalRow(objectAt(row, "spec")));
  if (kind === "RowsLayout") return isLoneGrid(rows) ? (rows[0]?.["layout"] ?? NO_PANELS) : { kind, rows };
  const tabs = listAt(spec, "tabs").map((tab) => canonicalRow(objectAt(tab, "spec")));
  return kind === "TabsLayout" ? { kind, tabs } : { kind, spec, ...more };
}

const NO_PANELS = { kind: "GridLayout", items: [] };

const isLoneGrid = ([row, ...others]: readonly Json[]): boolean =>
  row === undefined || (others.length === 0 && row["hideHeader"] === true && Object.keys(row).length === 2);

const canonicalRow = (row: Json): Json =>
  withoutDefaults(canonicalObject({ ...row, layout: canonicalLayout(row["layout"]) }), {
    collapse: false,
    hideHeader: false,
    title: "",
  });

function canonicalItems(items: readonly unknown[]): unknown {
  const placed = items.map((item) => {
    const { x, y, width, height, ...own } = objectAt(item, "spec");
    const at = readPlace({ x: x ?? 0, y: y ?? 0, w: width, h: height });
    return { own, at: at ?? { x: 0, y: 0, w: 1, h: 1 } };
  });
  return canonicalObject({ items: packed(placed) })["items"];
}
