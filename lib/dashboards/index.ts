export { type Dashboard, dashboard, distinct, panelsOf, type Row } from "./dashboard.ts";
export type { AlertmanagerSource, DataSource, Login, PostgresSource, PrometheusSource } from "./data-source.ts";
export { DashboardError } from "./errors.ts";
export { dashboardPath, panelLink } from "./link.ts";
export { alertList, type Panel, stat, timeseries } from "./panel.ts";
export { query } from "./query.ts";
export { thresholdOf } from "./threshold.ts";
export { labelVariable } from "./variable.ts";
