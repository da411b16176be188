import type { Waiver } from "../lib/dashboards/lint/index.ts";

/** Problems of dashboards that are meant to be there. */
export const waivers: readonly Waiver[] = [
  {
    rule: "variable/ignored",
    dashboard: "quantflow-stores",
    panel: "database-connections-used",
    reason: "all databases of a server share its connections",
  },
  ...["state-not-written", "certificates"].map((panel) => ({
    rule: "variable/ignored" as const,
    dashboard: "quantflow-ground",
    panel,
    reason: "they are about what watches, whose instances are none of those that the dashboard chooses among",
  })),
];
