import { DashboardError } from "../errors.ts";

export const notADashboard = (found: unknown): DashboardError =>
  new DashboardError(
    "dashboards/not-a-dashboard",
    `this JSON is ${kindOf(found)}, not a dashboard: give the JSON of Grafana's "Export", of its HTTP API, or of a dashboard resource (v1 or v2)`,
  );

export const tooDeep = (deepest: number): DashboardError =>
  new DashboardError(
    "dashboards/too-deep",
    `this JSON is nested deeper than ${deepest} levels, which no dashboard is: check what made the file`,
  );

const kindOf = (found: unknown): string => {
  if (found === null) return "null";
  if (Array.isArray(found)) return "a list";
  return typeof found === "object" ? "an object without panels" : `a ${typeof found}`;
};

export const layoutNotWhole = (uid: string, missing: string | undefined, other: string | undefined): DashboardError =>
  new DashboardError(
    "dashboards/layout-not-whole",
    `dashboard "${uid}": its raw layout (v2.layout) ${missing === undefined ? `places "${other}", which is no panel of it or stands there twice` : `does not place the panel "${missing}"`}: edit the layout, or take it out of raw and let the panels flow`,
  );
