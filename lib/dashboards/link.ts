import type { Alert } from "../alerting/rules/alert.ts";
import { type Dashboard, panelsOf } from "./dashboard.ts";
import { alertShownNowhere } from "./errors.ts";
import { idOf } from "./identity.ts";
import type { Panel } from "./panel.ts";

/** Below Grafana's root URL; the slug is for people, Grafana goes by the uid. */
export const dashboardPath = ({ uid, title }: Dashboard): string => `/d/${uid}/${slug(title)}`;

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/**
 * Where an alert is to be seen: the first panel that it watches, else the first list of alerts.
 * Fails when there is neither.
 */
export function panelLink(dashboards: readonly Dashboard[], alert: Pick<Alert, "name">): string {
  const all = dashboards.flatMap((one) => panelsOf(one).map((panel) => ({ dashboard: one, panel })));
  const shown = all.find(({ panel }) => watches(panel, alert)) ?? all.find(({ panel }) => panel.kind === "alertlist");
  if (!shown) throw alertShownNowhere(alert.name);
  return `${dashboardPath(shown.dashboard)}?viewPanel=panel-${idOf(shown.panel.key)}`;
}

/** By name: an environment's pace makes new values of the same alerts. */
const watches = (panel: Panel, alert: Pick<Alert, "name">): boolean =>
  panel.watchedBy.some(({ name }) => name === alert.name);
