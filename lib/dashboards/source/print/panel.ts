import { DEFAULT_HEIGHT, DEFAULT_WIDTH, STAT_HEIGHT } from "../../defaults.ts";
import type { LibraryPanelUse } from "../../panels/library.ts";
import type { DrawnPanel, Panel } from "../../panels/panel.ts";
import type { Column, Table } from "../../panels/table.ts";
import type { Raw } from "../../raw.ts";
import type { PanelUnit } from "../../units.ts";
import { array, type Code, call, type Entry, entry, literal, object, openObject, string } from "./code.ts";
import { lacking } from "./lacks.ts";
import { scaleEntries } from "./scale.ts";

/** The unit in which a Grafana id is written, of the queries that are drawn in it. */
export type UnitOf = (grafanaId: string, promql: readonly string[]) => PanelUnit;

/** The call that makes a panel: `timeseries("latency", {…})`. */
export function panelCode(panel: Panel, unitOf: UnitOf): Code {
  switch (panel.kind) {
    case "alertlist":
      return call("alertList", string(panel.key), openObject(described(panel)));
    case "raw":
      return call("rawPanel", string(panel.key), openObject(described(panel)));
    case "library":
      return library(panel, unitOf);
    case "table":
      return call("table", string(panel.key), openObject(described(panel, tableEntries(panel, unitOf))));
    default:
      return call(MAKERS[panel.kind], string(panel.key), openObject(described(panel, drawnEntries(panel, unitOf))));
  }
}

const MAKERS: Readonly<Record<DrawnPanel["kind"], string>> = {
  timeseries: "timeseries",
  stat: "stat",
  bargauge: "barGauge",
  "state-timeline": "stateTimeline",
  heatmap: "heatmap",
};

/** What every panel has, around what is its kind's own. */
const described = (panel: Panel, own: readonly (Entry | undefined)[] = []): readonly (Entry | undefined)[] => [
  { key: "title", value: string(panel.title) },
  { key: "description", value: string(panel.description) },
  ...size(panel),
  ...own,
  entry("watchedBy", panel.watchedBy.length > 0 ? literal(panel.watchedBy) : undefined),
  entry("links", panel.links.length > 0 ? literal(panel.links) : undefined),
  entry("whenEmpty", panel.whenEmpty === undefined ? undefined : literal(panel.whenEmpty)),
  ...place(panel),
];

const size = ({ kind, width, height, at }: Panel): readonly (Entry | undefined)[] => [
  entry("width", width === (at?.w ?? DEFAULT_WIDTH) ? undefined : literal(width)),
  entry("height", height === (at?.h ?? (kind === "stat" ? STAT_HEIGHT : DEFAULT_HEIGHT)) ? undefined : literal(height)),
];

const place = ({ id, at, raw }: Panel): readonly (Entry | undefined)[] => [
  entry("id", id === undefined ? undefined : literal(id)),
  entry("at", at && literal({ x: at.x, y: at.y, w: at.w, h: at.h })),
  rawEntry(raw),
];

/** Raw JSON, marked by what the model lacks. */
export const rawEntry = (raw: Raw | undefined): Entry | undefined => raw && entry("raw", literal(raw), lacking(raw));

function drawnEntries(panel: DrawnPanel, unitOf: UnitOf): readonly (Entry | undefined)[] {
  const unit = unitOf(
    panel.unit,
    panel.queries.map(({ promql }) => promql),
  );
  return [
    entry("stacked", panel.kind === "timeseries" && panel.stacked ? literal(true) : undefined),
    entry("boundUnit", panel.kind === "heatmap" ? string(unitOf(panel.boundUnit, [])) : undefined),
    { key: "queries", value: array(panel.queries.map(({ promql, legend }) => rawQuery(promql, unit, legend))) },
    ...scaleEntries(panel, unit),
  ];
}

const rawQuery = (promql: string, unit: PanelUnit, legend: string): Code =>
  call("rawQuery", string(promql), string(unit), ...(legend === "" ? [] : [string(legend)]));

const tableEntries = ({ labels, columns }: Table, unitOf: UnitOf): readonly (Entry | undefined)[] => [
  { key: "labels", value: object(labels.map(({ label, title }) => ({ key: label, value: string(title) }))) },
  { key: "columns", value: array(columns.map((column) => rawColumn(column, unitOf))) },
];

function rawColumn(column: Column, unitOf: UnitOf): Code {
  const unit = unitOf(column.unit, [column.promql]);
  const scale = object(scaleEntries(column, unit));
  const hasScale = scale.kind === "object" && scale.entries.length > 0;
  return call("rawColumn", string(column.title), string(column.promql), string(unit), ...(hasScale ? [scale] : []));
}

/** Title, description and alerts are the library panel's, unless Grafana alone has it. */
function library(panel: LibraryPanelUse, unitOf: UnitOf): Code {
  const { uid, name, panel: shown } = panel.library;
  const held = object([
    { key: "uid", value: string(uid) },
    { key: "name", value: string(name) },
    entry("panel", shown && panelCode(shown, unitOf)),
  ]);
  const differs = (mine: unknown, theirs: unknown) => JSON.stringify(mine) !== JSON.stringify(theirs);
  const own = [
    entry("title", differs(panel.title, shown?.title ?? name) ? literal(panel.title) : undefined),
    entry("description", differs(panel.description, shown?.description ?? "") ? literal(panel.description) : undefined),
    ...size(panel),
    entry("watchedBy", differs(panel.watchedBy, shown?.watchedBy ?? []) ? literal(panel.watchedBy) : undefined),
    entry("links", panel.links.length > 0 ? literal(panel.links) : undefined),
    entry("whenEmpty", panel.whenEmpty === undefined ? undefined : literal(panel.whenEmpty)),
    ...place(panel),
  ].filter((one) => one !== undefined);
  return call("fromLibrary", string(panel.key), held, ...(own.length > 0 ? [object(own)] : []));
}
