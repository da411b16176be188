import type { Waiver } from "../lib/dashboards/lint/index.ts";

/** Problems of dashboards that are meant to be there. */
export const waivers: readonly Waiver[] = [
  {
    rule: "panel/promql-warning",
    dashboard: "quantflow-overview",
    panel: "backtest-duration",
    reason: "backtests are minutes apart, so a window of a few scrapes would mostly be empty",
  },
  {
    rule: "variable/ignored",
    dashboard: "quantflow-stores",
    panel: "database-connections-used",
    reason: "all databases of a server share its connections",
  },
];
