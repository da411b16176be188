import { alertList, query, stateTimeline } from "../../lib/dashboards/index.ts";
import { promql } from "../../lib/promql/index.ts";
import { chosen } from "./variables.ts";

export const now = alertList("alerts-now", {
  title: "Alerts now",
  description:
    "What fires or is about to, most urgent first; each leads to its runbook. Empty is good as long as the Watchdog fires, which the dashboard of the monitoring shows.",
  width: 10,
  height: 9,
});

/** An alert about a whole job has no instance, and is shown whichever is chosen: that is the empty alternative. */
const series = (state: "pending" | "firing"): string =>
  `ALERTS{alertstate="${state}",severity!="none",job=~"${chosen.job.variable}|",instance=~"${chosen.instance.variable}|"}`;

const worst = promql(`max by (alertname) (2 * ${series("firing")} or ${series("pending")})`, {
  labels: ["alertname"],
  unit: "items",
});

export const history = stateTimeline("alert-history", {
  title: "Alert history",
  description:
    "Every alert that was pending or fired. Bands that begin together have one cause: read the leftmost first. An alert that comes and goes judges something near its limit.",
  width: 14,
  height: 9,
  states: [
    { value: 1, text: "Pending", color: "orange" },
    { value: 2, text: "Firing", color: "red" },
  ],
  queries: [query(worst, (l) => l.alertname)],
  whenEmpty: "No alert was pending or fired.",
});
