import type { AlertView } from "./view.ts";

/** What the desk reads of a stored notification; the webhook's records have more. */
export interface AlertNotification {
  readonly fingerprint: string;
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** ISO 8601. */
  readonly startsAt: string;
}

/** Alerts on the page. */
const SHOWN = 20;

/** Each alert once, as its newest notification tells it: those that fire first, then the newest. */
export function alertViews(newestFirst: readonly AlertNotification[]): readonly AlertView[] {
  const alerts = new Map<string, AlertView>();
  for (const notification of newestFirst)
    if (!alerts.has(notification.fingerprint)) alerts.set(notification.fingerprint, viewOf(notification));
  const all = [...alerts.values()];
  const having = (status: AlertView["status"]) => all.filter((alert) => alert.status === status);
  return [...having("firing"), ...having("resolved")].slice(0, SHOWN);
}

const viewOf = ({ fingerprint, status, labels, annotations, startsAt }: AlertNotification): AlertView => ({
  fingerprint,
  name: labels["alertname"] ?? "unnamed alert",
  severity: labels["severity"] ?? "none",
  status,
  summary: annotations["summary"] ?? annotations["description"] ?? "",
  since: Date.parse(startsAt) || 0,
});
