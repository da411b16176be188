import ts from "typescript";
import { type Dashboard, panelsOf, rowsOf } from "../../dashboard.ts";
import type { Difference } from "../../diff/index.ts";
import type { Panel } from "../../panels/panel.ts";
import type { Column } from "../../panels/table.ts";
import { type Step, stepsOf } from "../../raw.ts";
import { unitOf } from "../../units.ts";
import {
  arrayAt,
  type DashboardCode,
  followed,
  holderOf,
  isCallOf,
  panelCode,
  rowCode,
  stringAt,
  valueAt,
} from "./locate.ts";
import { descendants, type Program } from "./program.ts";
import { type FileEdit, type Property, setProperty } from "./property.ts";
import { setArgument, setQuery, setUnit } from "./query.ts";
import { computed, notFound, unwritable } from "./refusal.ts";
import { setThresholds } from "./thresholds.ts";

/** A change of a value, and the dashboard before and after it. */
export interface ValueChange {
  readonly difference: Difference;
  readonly before: Dashboard;
  readonly after: Dashboard;
}

/** What writes a changed value into the code. Fails where it must not be touched. */
export function valueEdits(program: Program, code: DashboardCode, change: ValueChange): readonly FileEdit[] {
  const { difference } = change;
  switch (difference.noun) {
    case "panel":
      return panelEdits(program, code, change);
    case "row":
      return ownEdits(program, code, rowCode(program, code, difference.key).object, change, rowNamed);
    case "dashboard":
      return ownEdits(program, code, dashboardHolder(program, code, difference), change, (dashboard) => dashboard);
    case "tab":
      return ownEdits(program, code, tabCode(program, code, difference.key), change, tabNamed);
    default:
      throw unwritable(
        declarationOf(code, difference),
        difference.noun === "variable" ? "a variable" : "an annotation",
      );
  }
}

/** Title and uid may stand in a list of all dashboards, from which each takes its own. */
const dashboardHolder = (program: Program, { object }: DashboardCode, { what }: Difference) =>
  holderOf(program, object, String(stepsOf(what)[0]));

type Find = (dashboard: Dashboard, key: string) => object | undefined;
const rowNamed: Find = (dashboard, key) => rowsOf(dashboard).find((row) => row.key === key);
const tabNamed: Find = (dashboard, key) => dashboard.tabs.find((tab) => tab.key === key);
const panelNamed = (dashboard: Dashboard, key: string): Panel | undefined =>
  panelsOf(dashboard).find((panel) => panel.key === key);

/** A dashboard, row or tab: properties of one object literal. */
function ownEdits(
  program: Program,
  { everything: sources }: DashboardCode,
  object: ts.ObjectLiteralExpression,
  { difference, before, after }: ValueChange,
  find: Find,
): readonly FileEdit[] {
  const name = String(stepsOf(difference.what)[0]);
  const value = (dashboard: Dashboard) =>
    (find(dashboard, difference.key) as Record<string, unknown> | undefined)?.[name];
  return setProperty(program, { object, name, sources }, value(before), value(after));
}

function tabCode(program: Program, { object }: DashboardCode, key: string): ts.ObjectLiteralExpression {
  const tabs = (arrayAt(program, object, "tabs")?.elements ?? []).map((tab) => followed(program, tab));
  const found = tabs.filter(ts.isObjectLiteralExpression).find((tab) => stringAt(tab, "key") === key);
  if (!found) throw notFound(object, `tab "${key}"`);
  return found;
}

/** Where a variable or annotation is named in the sources; the dashboard, where it is nowhere. */
const declarationOf = ({ object, sources }: DashboardCode, { key }: Difference): ts.Node =>
  sources
    .flatMap((source) => descendants(source))
    .find((node) => ts.isCallExpression(node) && isNamed(node.arguments[0], key)) ?? object;

const isNamed = (node: ts.Expression | undefined, name: string): boolean =>
  node !== undefined && ts.isStringLiteralLike(node) && node.text === name;

function panelEdits(program: Program, code: DashboardCode, change: ValueChange): readonly FileEdit[] {
  const { object } = panelCode(code, change.difference.key);
  const [before, after] = [
    panelNamed(change.before, change.difference.key),
    panelNamed(change.after, change.difference.key),
  ];
  if (!before || !after) throw notFound(object, "the panel");
  const [name = "", index, part] = stepsOf(change.difference.what);
  const at: Property = { object, name: String(name), sources: code.everything };
  switch (name) {
    case "kind":
    case "library":
    case "watchedBy":
      throw unwritable(object, NAMES[name]);
    case "thresholds":
      return setThresholds(program, at, unitIn(after), thresholdsIn(before), thresholdsIn(after));
    case "unit":
      return setUnit({ ...at, name: "queries" }, unitIn(after));
    case "queries":
      return queryEdits(at, index, part, change.difference.to);
    case "columns":
      return columnEdits(program, at, stepsOf(change.difference.what), before, after);
    default:
      return setProperty(program, at, spelled(before, String(name)), spelled(after, String(name)));
  }
}

const NAMES = {
  kind: "another kind of panel",
  library: "another panel of the library",
  watchedBy: "which alerts watch a panel",
} as const;

const unitIn = (panel: Panel): string => ("unit" in panel ? panel.unit : "");
const thresholdsIn = (panel: Panel) => ("thresholds" in panel ? panel.thresholds : []);

/** A property as code spells it, where the model has it in another form. */
function spelled(panel: Panel, name: string): unknown {
  if (name === "labels" && panel.kind === "table")
    return Object.fromEntries(panel.labels.map(({ label, title }) => [label, title]));
  if (name === "boundUnit" && panel.kind === "heatmap") return unitOf(panel.boundUnit);
  return (panel as Panel & Record<string, unknown>)[name];
}

function queryEdits(at: Property, index: Step | undefined, part: Step | undefined, to: unknown): readonly FileEdit[] {
  const list = valueAt(at.object, "queries");
  if (typeof index !== "number" || (part !== "promql" && part !== "legend"))
    throw unwritable(list ?? at.object, "another number of queries");
  return setQuery(at, index, part, String(to));
}

/** `column(title, vector, { … })` and `rawColumn(title, promql, unit, { … })`. */
function columnEdits(program: Program, at: Property, path: readonly Step[], before: Panel, after: Panel) {
  const [, index, name] = path;
  const list = valueAt(at.object, "columns");
  const call = list && ts.isArrayLiteralExpression(list) ? list.elements[Number(index)] : undefined;
  const isColumn = call && ts.isCallExpression(call) && isCallOf(call, ["column", "rawColumn"]);
  if (!isColumn || typeof index !== "number") throw computed(call ?? list ?? at.object, "a column");
  const [was, is] = [columnOf(before, index), columnOf(after, index)];
  const isRaw = isCallOf(call, ["rawColumn"]);
  if (name === "title") return setArgument(call, 0, is.title);
  if (name === "promql" && isRaw) return setArgument(call, 1, is.promql);
  if (name === "unit" && isRaw) return setArgument(call, 2, unitOf(is.unit));
  const object = call.arguments[isRaw ? 3 : 2];
  if (!object || !ts.isObjectLiteralExpression(object) || name === "promql" || name === "unit")
    throw computed(call, "the column");
  const inside = { ...at, object, name: String(name) };
  if (name === "thresholds") return setThresholds(program, inside, is.unit, was.thresholds, is.thresholds);
  const value = (column: Column) => (column as Column & Record<string, unknown>)[String(name)];
  return setProperty(program, inside, value(was), value(is));
}

const columnOf = (panel: Panel, index: number): Column => {
  const column = panel.kind === "table" ? panel.columns[index] : undefined;
  if (!column) throw new TypeError(`panel ${panel.key} has no column ${index}`);
  return column;
};
