import { checkDashboard } from "../../checked.ts";
import type { Dashboard, Row } from "../../dashboard.ts";
import { TIME_RANGE } from "../../defaults.ts";
import { DashboardError } from "../../errors.ts";
import type { Panel } from "../../panels/panel.ts";
import type { Variable } from "../../variable.ts";
import { array, type Code, call, entry, literal, object, openObject, string, word } from "./code.ts";
import { rawEntry } from "./panel.ts";

/** Names of the constants that a dashboard refers to. */
export interface Named {
  readonly panels: ReadonlyMap<Panel, string>;
  readonly variables: ReadonlyMap<Variable, string>;
}

/** The call that makes a dashboard of constants. One that no check would pass is made unchecked. */
export const dashboardCode = (dashboard: Dashboard, named: Named): Code =>
  call(
    faultOf(dashboard) === undefined ? "dashboard" : "plainDashboard",
    openObject([
      { key: "uid", value: string(dashboard.uid) },
      { key: "title", value: string(dashboard.title) },
      { key: "description", value: string(dashboard.description) },
      { key: "tags", value: literal(dashboard.tags) },
      entry("from", dashboard.from === TIME_RANGE.from ? undefined : string(dashboard.from)),
      { key: "variables", value: array(dashboard.variables.map((one) => word(named.variables.get(one) ?? one.name))) },
      entry("annotations", dashboard.annotations.length > 0 ? array(dashboard.annotations.map(annotation)) : undefined),
      entry("rows", dashboard.rows.length > 0 ? array(dashboard.rows.map((row) => rowCode(row, named))) : undefined),
      entry("tabs", dashboard.tabs.length > 0 ? array(dashboard.tabs.map((tab) => tabCode(tab, named))) : undefined),
      rawEntry(dashboard.raw),
    ]),
  );

/** Why `dashboard()` would refuse it; undefined where it would not. */
export function faultOf(dashboard: Dashboard): string | undefined {
  try {
    checkDashboard(dashboard);
    return undefined;
  } catch (error) {
    if (error instanceof DashboardError) return error.message;
    throw error;
  }
}

const rowCode = ({ key, title, collapsed, panels, id, raw }: Row, named: Named): Code =>
  object([
    { key: "key", value: string(key) },
    entry("title", title === undefined ? undefined : string(title)),
    entry("collapsed", collapsed === undefined ? undefined : literal(collapsed)),
    { key: "panels", value: array(panels.map((panel) => word(named.panels.get(panel) ?? panel.key))) },
    entry("id", id === undefined ? undefined : literal(id)),
    rawEntry(raw),
  ]);

const tabCode = ({ key, title, rows, raw }: Dashboard["tabs"][number], named: Named): Code =>
  openObject([
    { key: "key", value: string(key) },
    { key: "title", value: string(title) },
    { key: "rows", value: array(rows.map((row) => rowCode(row, named))) },
    rawEntry(raw),
  ]);

const annotation = ({ raw, ...shown }: Dashboard["annotations"][number]): Code => {
  const code = literal(shown);
  return code.kind === "object" ? object([...code.entries, rawEntry(raw)]) : code;
};

export function variableCode(variable: Variable): Code {
  const raw = variable.raw && literal(variable.raw);
  if (variable.kind === "raw") return call("rawVariable", string(variable.name), ...(raw ? [raw] : []));
  const { name, title, series, label } = variable;
  return call("rawLabelVariable", ...[name, title, series, label].map(string), ...(raw ? [raw] : []));
}
