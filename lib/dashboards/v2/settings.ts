import { isObject, type Json, listAt, objectAt, textAt, without } from "../reading/json.ts";
import { canonicalSettings, REFRESH_INTERVALS, SCHEMA_VERSION } from "../v1/settings.ts";
import { readAnnotationKind, writeAnnotationKind } from "./annotation.ts";
import { onlyV2 } from "./data-query.ts";
import { readVariableKind, writeVariableKind } from "./variable.ts";

/** v1's `graphTooltip`, in its order. */
const CURSORS = ["Off", "Crosshair", "Tooltip"];

const LINK: Json = {
  title: "",
  type: "link",
  icon: "",
  tooltip: "",
  tags: [],
  asDropdown: false,
  targetBlank: false,
  includeVars: false,
  keepTime: false,
};

/**
 * Everything of a dashboard but its panels, from v1's words to v2's; the inverse is `readSpec`. What v2 has no name for
 * (`gnetId`, `style`) is left out, as Grafana's own conversion does.
 */
export function writeSpec(json: Json): Json {
  const settings = canonicalSettings(json);
  return {
    title: settings["title"] ?? "",
    description: settings["description"] ?? "",
    tags: settings["tags"] ?? [],
    editable: settings["editable"],
    cursorSync: CURSORS[Number(settings["graphTooltip"])] ?? "Off",
    liveNow: settings["liveNow"] ?? false,
    preload: settings["preload"] ?? false,
    ...(settings["revision"] !== undefined && { revision: settings["revision"] }),
    timeSettings: writeTime(settings),
    links: listAt(settings, "links")
      .filter(isObject)
      .map((link) => ({ ...LINK, ...link })),
    annotations: listAt(settings, "annotations", "list").filter(isObject).map(writeAnnotationKind),
    variables: listAt(json, "templating", "list").filter(isObject).map(writeVariableKind),
    ...objectAt(settings, "v2"),
  };
}

function writeTime(settings: Json): Json {
  const { time, timepicker } = settings;
  const {
    hidden,
    nowDelay,
    quick_ranges: quickRanges,
    refresh_intervals: intervals,
  } = objectAt({ timepicker }, "timepicker");
  return {
    ...(settings["timezone"] !== undefined && { timezone: settings["timezone"] }),
    from: textAt(time, "from") ?? "",
    to: textAt(time, "to") ?? "",
    autoRefresh: settings["refresh"] ?? "",
    autoRefreshIntervals: intervals ?? REFRESH_INTERVALS,
    ...(quickRanges !== undefined && { quickRanges }),
    hideTimepicker: hidden === true,
    ...(settings["weekStart"] !== undefined && { weekStart: settings["weekStart"] }),
    fiscalYearStartMonth: settings["fiscalYearStartMonth"] ?? 0,
    ...(nowDelay !== undefined && { nowDelay }),
  };
}

const KNOWN = [
  ...["annotations", "cursorSync", "description", "editable", "elements", "layout", "links", "liveNow"],
  ...["preload", "revision", "tags", "timeSettings", "title", "variables"],
];

/** The inverse of `writeSpec`. */
export function readSpec(uid: string, spec: Json): Json {
  const kept = ["title", "description", "tags", "editable", "liveNow", "preload", "revision", "links"];
  return {
    uid,
    schemaVersion: SCHEMA_VERSION,
    ...Object.fromEntries(kept.flatMap((name) => (Object.hasOwn(spec, name) ? [[name, spec[name]]] : []))),
    graphTooltip: Math.max(0, CURSORS.indexOf(textAt(spec, "cursorSync") ?? "")),
    ...readTime(objectAt(spec, "timeSettings")),
    annotations: { list: listAt(spec, "annotations").filter(isObject).map(readAnnotationKind) },
    templating: { list: listAt(spec, "variables").filter(isObject).map(readVariableKind) },
    ...onlyV2(without(spec, ...KNOWN)),
  };
}

function readTime(settings: Json): Json {
  const { from, to, timezone, weekStart, fiscalYearStartMonth, autoRefresh, hideTimepicker } = settings;
  const timepicker = {
    ...(hideTimepicker === true && { hidden: true }),
    nowDelay: settings["nowDelay"],
    quick_ranges: settings["quickRanges"],
    refresh_intervals: settings["autoRefreshIntervals"],
  };
  return { time: { from, to }, timezone, weekStart, fiscalYearStartMonth, refresh: autoRefresh, timepicker };
}
