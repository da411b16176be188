import type { AlertView } from "../desk/view.ts";
import type { CellTone, Row, Table } from "./cells.ts";
import { dayTime } from "./time.ts";

export const ALERTS: Table = {
  id: "alerts",
  title: "Alerts",
  caption: "Alerts that Alertmanager sent, those that fire first",
  columns: [{ title: "Alert" }, { title: "State" }, { title: "Since" }],
  empty: "No alert has arrived.",
};

const isTone = (severity: string): severity is "critical" | "warning" =>
  severity === "critical" || severity === "warning";

function severityTone({ severity, status }: AlertView): CellTone {
  if (status === "resolved") return "quiet";
  return isTone(severity) ? severity : "plain";
}

export const alertRows = (alerts: readonly AlertView[]): readonly Row[] =>
  alerts.map((alert) => ({
    key: alert.fingerprint,
    cells: [
      { text: alert.name, detail: alert.summary },
      { text: alert.status, tone: severityTone(alert), detail: alert.severity },
      { text: dayTime(alert.since), tone: "quiet" },
    ],
  }));
