import { canonicalObject, withoutDefaults } from "../canonical.ts";
import type { Dashboard } from "../dashboard.ts";
import { REFRESH, SHARED_CROSSHAIR, TIME_RANGE } from "../defaults.ts";
import { withRaw } from "../raw.ts";
import { difference } from "../raw-difference.ts";
import { filled, isObject, type Json, listAt, textAt, without } from "../reading/json.ts";
import type { References } from "../references.ts";
import { canonicalAnnotation, isBuiltIn, readAnnotation, writeAnnotation } from "./annotation.ts";
import { canonicalVariable, readVariable, writeVariable } from "./variable.ts";

/** Grafana 12's last version of the model, which 13 reads too. */
export const SCHEMA_VERSION = 42;

/** Everything of a dashboard but its panels, as v1 has it. */
export const writeSettings = (dashboard: Dashboard, references: References): object =>
  withRaw(
    {
      uid: dashboard.uid,
      title: dashboard.title,
      description: dashboard.description,
      tags: dashboard.tags,
      schemaVersion: SCHEMA_VERSION,
      editable: true,
      graphTooltip: SHARED_CROSSHAIR,
      refresh: REFRESH,
      time: { from: dashboard.from, to: TIME_RANGE.to },
      timezone: "browser",
      annotations: { list: dashboard.annotations.map((one) => writeAnnotation(one, references)) },
      links: navigation(dashboard),
      templating: { list: dashboard.variables.map((one) => writeVariable(one, references)) },
    },
    dashboard.raw,
  );

/** The dashboards that share its tags, on the same time range and choices. */
const navigation = ({ tags }: Pick<Dashboard, "tags">): readonly object[] =>
  tags.length === 0
    ? []
    : [
        {
          type: "dashboards",
          title: "Dashboards",
          tags,
          asDropdown: true,
          includeVars: true,
          keepTime: true,
          targetBlank: false,
          icon: "external link",
          tooltip: "",
          url: "",
        },
      ];

/** The inverse of `writeSettings`; what it cannot say is raw. */
export function readSettings(uid: string, json: Json, references: References) {
  const settings = canonicalSettings(json);
  const said = {
    title: textAt(settings, "title") ?? "",
    description: textAt(settings, "description") ?? "",
    tags: listAt(settings, "tags").filter((tag) => typeof tag === "string"),
    variables: objects(json, "templating").map((one) => readVariable(one, references)),
    annotations: objects(json, "annotations")
      .filter((one) => !isBuiltIn(one))
      .map((one) => readAnnotation(one, references)),
    from: textAt(settings, "time", "from") ?? TIME_RANGE.from,
  };
  const written = canonicalSettings(writeSettings({ uid, ...said, rows: [], tabs: [] }, references) as Json);
  const raw = difference(written, { ...settings, uid });
  return { ...said, ...(Object.keys(raw).length > 0 && { raw }) };
}

const objects = (json: Json, name: string): readonly Json[] => listAt(json, name, "list").filter(isObject);

/** What Grafana counts or keeps of a dashboard by itself, which is no part of what the dashboard is. */
const BOOKKEEPING = ["id", "iteration", "panels", "version"];

/** Grafana writes these even when nobody has said them. Source: grafana, DashboardModel's constructor. */
const SILENT: Json = { editable: true, graphTooltip: 0, refresh: "", time: { from: "now-6h", to: "now" } };

/** Says the same as nothing. `style` was dropped when the theme became a matter of the reader's. */
const NOTHING: Json = {
  annotations: {},
  description: "",
  fiscalYearStartMonth: 0,
  links: [],
  liveNow: false,
  preload: false,
  style: "dark",
  tags: [],
  templating: {},
  timepicker: {},
  timezone: "",
  title: "",
  weekStart: "",
};

/** What Grafana's time picker offers when nothing else is said. Source: grafana, timepicker's defaultIntervals. */
export const REFRESH_INTERVALS = ["5s", "10s", "30s", "1m", "5m", "15m", "30m", "1h", "2h", "1d"];

const NO_PICKER: Json = { hidden: false, nowDelay: "", quick_ranges: [], refresh_intervals: REFRESH_INTERVALS };
const NO_LINK: Json = {
  asDropdown: false,
  icon: "",
  includeVars: false,
  keepTime: false,
  tags: [],
  targetBlank: false,
  title: "",
  tooltip: "",
  type: "link",
  url: "",
};

/** Everything of a dashboard but its panels in the one form that all its spellings share. */
export function canonicalSettings(json: Json): Json {
  const settings = filled(canonicalObject(without(json, ...BOOKKEEPING)), SILENT);
  const { links, refresh, timepicker } = settings;
  return withoutDefaults(
    {
      ...settings,
      refresh: refresh === false ? "" : refresh,
      ...(isObject(timepicker) && { timepicker: withoutDefaults(timepicker, NO_PICKER) }),
      ...(Array.isArray(links) && {
        links: links.map((link) => (isObject(link) ? withoutDefaults(link, NO_LINK) : link)),
      }),
      annotations: list(settings, "annotations", (one) => (isBuiltIn(one) ? [] : [canonicalAnnotation(one)])),
      templating: list(settings, "templating", (one) => [canonicalVariable(one)]),
    },
    NOTHING,
  );
}

/** `{list: [...]}`, each of its parts canonical; without the list where it is empty. */
function list(settings: Json, name: string, form: (one: Json) => readonly Json[]): Json {
  const { list: parts, ...rest } = isObject(settings[name]) ? settings[name] : {};
  const formed = (Array.isArray(parts) ? parts.filter(isObject) : []).flatMap(form);
  return formed.length > 0 ? { ...rest, list: formed } : rest;
}
