import type { Unit } from "../../../metrics/units.ts";
import { type Dashboard, panelsOf } from "../../dashboard.ts";
import type { Panel } from "../../panels/panel.ts";
import { type DrawableUnit, GRAFANA_UNITS, unitOf } from "../../units.ts";
import type { Variable } from "../../variable.ts";
import { dashboardCode, faultOf, type Named, variableCode } from "./dashboard.ts";
import { lacking } from "./lacks.ts";
import type { Constant } from "./module.ts";
import { Names } from "./names.ts";
import { panelCode, type UnitOf } from "./panel.ts";
import { QUANTITIES } from "./scale.ts";
import { wrapped } from "./text.ts";

/** What makes the parts of a dashboard: the public surface of lib/dashboards, as far as a printed one needs it. */
export const MAKERS = [
  "alertList",
  "barGauge",
  "dashboard",
  "fromLibrary",
  "heatmap",
  "plainDashboard",
  "rawColumn",
  "rawLabelVariable",
  "rawPanel",
  "rawQuery",
  "rawVariable",
  "stat",
  "stateTimeline",
  "table",
  "timeseries",
] as const;

/** What is known of a query from elsewhere. */
export type UnitOfQuery = (promql: string) => Unit | undefined;

/** The constants of a dashboard, by what they are. */
export interface Program {
  readonly variables: readonly Constant[];
  readonly panels: ReadonlyMap<Panel, Constant>;
  readonly dashboard: Constant;
}

export function programOf(dashboard: Dashboard, judge: UnitOfQuery): Program {
  const names = new Names([...MAKERS, ...QUANTITIES]);
  const name = names.give([dashboard.title, dashboard.uid], "dashboard");
  const variables = new Map(dashboard.variables.map((one) => [one, names.give([one.name], "variable")]));
  const panels = new Map(panelsOf(dashboard).map((one) => [one, names.give([one.title, one.key], "panel")]));
  const unit = unitBy(judge);
  return {
    variables: [...variables].map(([one, called]) => variableConstant(one, called)),
    panels: new Map([...panels].map(([one, called]) => [one, { name: called, value: panelCode(one, unit) }])),
    dashboard: dashboardConstant(dashboard, name, { variables, panels }),
  };
}

const variableConstant = (variable: Variable, name: string): Constant => ({
  name,
  value: variableCode(variable),
  ...(variable.raw && { comment: lacking(variable.raw) }),
});

function dashboardConstant(dashboard: Dashboard, name: string, named: Named): Constant {
  const value = dashboardCode(dashboard, named);
  const fault = faultOf(dashboard);
  if (fault === undefined) return { name, value };
  return { name, value, comment: wrapped(`Unchecked, because dashboard() would refuse it: ${fault}`) };
}

/** Two units that Grafana writes alike, a share of time and any other share, are told apart by what is drawn. */
const unitBy =
  (judge: UnitOfQuery): UnitOf =>
  (id, promql) => {
    const alike = (Object.keys(GRAFANA_UNITS) as DrawableUnit[]).filter((unit) => GRAFANA_UNITS[unit] === id);
    const judged = alike.length > 1 ? promql.map(judge) : [];
    return alike.find((unit) => judged.includes(unit)) ?? unitOf(id);
  };
