export { type Annotation, annotation } from "./annotation.ts";
export { checkDashboard, dashboard, distinct, faultsOf } from "./checked.ts";
export {
  type Dashboard,
  type DashboardInput,
  panelsOf,
  plainDashboard,
  type Row,
  rowsOf,
  type Tab,
  withoutTabs,
} from "./dashboard.ts";
export { type DataLink, drillDown } from "./data-link.ts";
export type { AlertmanagerSource, DataSource, Login, PostgresSource, PrometheusSource } from "./data-source.ts";
export { DashboardError } from "./errors.ts";
export { dashboardPath, panelId, panelLink } from "./link.ts";
export { mapPanels, mapQueries } from "./map.ts";
export { type AlertList, alertList } from "./panels/alert-list.ts";
export { type BarGauge, barGauge } from "./panels/bar-gauge.ts";
export type { Watcher, Width } from "./panels/described.ts";
export type { Scale, State } from "./panels/drawn.ts";
export { type Heatmap, heatmap } from "./panels/heatmap.ts";
export { fromLibrary, type LibraryPanel, type LibraryPanelUse } from "./panels/library.ts";
export type { DrawnPanel, Panel } from "./panels/panel.ts";
export { expressionsOf } from "./panels/queries.ts";
export { type RawPanel, rawPanel } from "./panels/raw-panel.ts";
export { type Stat, stat } from "./panels/stat.ts";
export { type StateTimeline, stateTimeline } from "./panels/state-timeline.ts";
export { type Column, column, rawColumn, type Table, table } from "./panels/table.ts";
export { type TimeSeries, timeseries } from "./panels/timeseries.ts";
export { type Query, type QueryIn, query, rawQuery } from "./query.ts";
export type { Raw } from "./raw.ts";
export { readDashboard } from "./reading/any.ts";
export { type Hints, hintsOf, type RawPart, type Reading, type Repair } from "./reading/reading.ts";
export type { References } from "./references.ts";
export { type Threshold, thresholdOf } from "./threshold.ts";
export { type DrawableUnit, type GrafanaUnit, grafanaUnit, type PanelUnit, unitOf } from "./units.ts";
export {
  type LabelVariable,
  labelVariable,
  type RawVariable,
  rawLabelVariable,
  rawVariable,
  type Variable,
} from "./variable.ts";
