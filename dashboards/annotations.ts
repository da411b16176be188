/** What is marked over the panels of every dashboard: that something critical fired, and that something was deployed. */
import { annotation } from "../lib/dashboards/index.ts";
import { items, minutes } from "../lib/metrics/units.ts";
import { age, and, below, is, promql, value } from "../lib/promql/index.ts";
import { processStart } from "../metrics/external/index.ts";
import { buildInfo } from "../metrics/quantflow/index.ts";

/** Prometheus writes this series of its alerts itself. A warning may last for days, and would cover every curve. */
const firing = promql('count by (alertname) (ALERTS{alertstate="firing",severity="critical"})', {
  labels: ["alertname"],
  unit: "items",
});

export const alertsFiring = annotation("Critical alerts", {
  expression: firing,
  title: (label) => label.alertname,
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
