/** What is marked over the panels of every dashboard: that something fired, and that something was deployed. */
import { annotation } from "../lib/dashboards/index.ts";
import { items, minutes } from "../lib/metrics/units.ts";
import { age, and, below, is, promql, value } from "../lib/promql/index.ts";
import { processStart } from "../metrics/external/index.ts";
import { buildInfo } from "../metrics/quantflow/index.ts";

/** Prometheus writes this series of its alerts itself; the Watchdog, which always fires, has no severity to speak of. */
const firing = promql('count by (alertname, severity) (ALERTS{alertstate="firing",severity!="none"})', {
  labels: ["alertname", "severity"],
  unit: "items",
});

export const alertsFiring = annotation("Alerts", {
  expression: firing,
  title: (label) => label.alertname,
  text: (label) => `Fires as ${label.severity}.`,
  color: "red",
});

/** Grafana looks once a minute, and a scrape may come late: in two, one look at least falls into a young process. */
const YOUNG = minutes(2);

/** A deploy is a new process; so is a restart, which shows the version that it had before. */
export const deploys = annotation("Deploys", {
  expression: and(is(value(buildInfo), items(1)), below(age(processStart), YOUNG), { on: ["job", "instance"] }),
  title: (label) => `${label.instance} started`,
  text: (label) => `Version ${label.version}, commit ${label.commit}.`,
  color: "blue",
});

export const annotations = [alertsFiring, deploys] as const;
