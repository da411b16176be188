import { alertList } from "../../lib/dashboards/index.ts";

export const alerts = alertList("alerts", {
  title: "Alerts",
  description:
    "What fires or is about to, most urgent first. Empty is good: the Watchdog proves elsewhere that alerts arrive.",
  width: 18,
});
