import type { Alert } from "../alerting/rules/alert.ts";
import { type Dashboard, panelsOf } from "./dashboard.ts";
import { alertShownNowhere } from "./errors.ts";
import { idOf } from "./identity.ts";
import type { Panel } from "./panels/panel.ts";

/** Below Grafana's root URL; the slug is for people, Grafana goes by the uid. */
export const dashboardPath = ({ uid, title }: Pick<Dashboard, "uid" | "title">): string => `/d/${uid}/${slug(title)}`;

/** `WebSocket latency (p99)` -> `websocket-latency-p99`. */
export const slug = (title: string): string =>
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
  const shown = all.find(({ panel }) => watches(panel, alert)) ?? all.find(({ panel }) => listsAlerts(panel));
  if (!shown) throw alertShownNowhere(alert.name);
  return `${dashboardPath(shown.dashboard)}?viewPanel=panel-${panelId(shown.panel)}`;
}

/** The panel's number in Grafana: its own where it was made elsewhere, else that of its key. */
export const panelId = ({ id, key }: Pick<Panel, "id" | "key">): number => id ?? idOf(key);

/** By name: an environment's pace makes new values of the same alerts. */
const watches = (panel: Panel, alert: Pick<Alert, "name">): boolean =>
  panel.watchedBy.some(({ name }) => name === alert.name);

const listsAlerts = (panel: Panel): boolean =>
  panel.kind === "alertlist" || (panel.kind === "library" && panel.library.panel?.kind === "alertlist");
