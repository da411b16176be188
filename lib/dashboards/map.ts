import type { Dashboard, Row } from "./dashboard.ts";
import type { Panel } from "./panels/panel.ts";

/** The same dashboard with every panel changed; rows, tabs and places stay. */
export function mapPanels(dashboard: Dashboard, change: (panel: Panel) => Panel): Dashboard {
  const rows = (all: readonly Row[]) => all.map((row) => ({ ...row, panels: row.panels.map(change) }));
  return {
    ...dashboard,
    rows: rows(dashboard.rows),
    tabs: dashboard.tabs.map((tab) => ({ ...tab, rows: rows(tab.rows) })),
  };
}

/** The same dashboard with every PromQL changed: that of panels, of annotations, and the series of variables. */
export const mapQueries = (dashboard: Dashboard, change: (promql: string) => string): Dashboard => ({
  ...mapPanels(dashboard, (panel) => withQueries(panel, change)),
  annotations: dashboard.annotations.map((one) => ({ ...one, promql: change(one.promql) })),
  variables: dashboard.variables.map((one) => (one.kind === "label" ? { ...one, series: change(one.series) } : one)),
});

function withQueries<P extends Panel>(panel: P, change: (promql: string) => string): P {
  const changed = <Q extends { readonly promql: string }>(asked: Q): Q => ({ ...asked, promql: change(asked.promql) });
  if (panel.kind === "table") return { ...panel, columns: panel.columns.map(changed) };
  if ("queries" in panel) return { ...panel, queries: panel.queries.map(changed) };
  if (panel.kind !== "library" || !panel.library.panel) return panel;
  return { ...panel, library: { ...panel.library, panel: withQueries(panel.library.panel, change) } };
}
