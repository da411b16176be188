import { alert } from "../../../lib/alerting/rules/alert.ts";
import type { PrometheusSource, References } from "../../../lib/dashboards/index.ts";
import {
  alertList,
  type Dashboard,
  type DashboardInput,
  type Panel,
  plainDashboard,
  query,
  timeseries,
  type Width,
} from "../../../lib/dashboards/index.ts";
import { counter, gauge } from "../../../lib/metrics/definitions.ts";
import { items, mebibytes, minutes, seconds } from "../../../lib/metrics/units.ts";
import { above, rate, sum, value } from "../../../lib/promql/index.ts";
import { address } from "../../../lib/services/address.ts";
import { generated } from "../../../lib/services/secret.ts";
import { service } from "../../../lib/services/service.ts";
import { UNPROVEN } from "../alerting/unproven.ts";

/** A small product to make dashboards of. */
export const orders = counter({
  name: "shop_orders_total",
  help: "Orders.",
  unit: "items",
  labels: { channel: ["web", "phone"] },
});
export const queue = gauge({ name: "shop_queue", help: "Waiting orders.", unit: "items" });

export const QueueLong = alert("QueueLong", {
  meaning: UNPROVEN,
  condition: above(value(queue), items(50)),
  for: minutes(1),
  severity: "warning",
  owner: "shop",
  summary: () => "Orders wait",
  description: (f) => `${f.value} orders wait`,
});

export const panel = (
  key: string,
  more: { readonly width?: Width; readonly watchedBy?: Panel["watchedBy"]; readonly title?: string } = {},
): Panel =>
  timeseries(key, {
    title: "Orders",
    description: "Orders each second.",
    queries: [query(sum(rate(orders, minutes(5)), { by: ["channel"] }), (l) => l.channel)],
    ...more,
  });

export const alerts = alertList("alerts", { title: "Alerts", description: "What fires.", width: 24 });

export const shop = (rows: Dashboard["rows"], more: Partial<DashboardInput> = {}): Dashboard =>
  plainDashboard({
    uid: "shop",
    title: "The Shop, today",
    description: "Do orders get through?",
    tags: ["shop"],
    variables: [],
    rows,
    ...more,
  });

const running = <const P extends string>(name: string, ports: { readonly [K in P]: number }) =>
  service({
    name,
    summary: "runs",
    image: name,
    ports,
    user: "65534:65534",
    health: { command: ["true"], interval: seconds(5), timeout: seconds(4), retries: 3, startPeriod: seconds(1) },
    limits: { memory: mebibytes(64), cpus: 1 },
    networks: ["monitor"],
  });

export const alertmanagerSource = {
  kind: "alertmanager",
  uid: "alertmanager",
  name: "Alertmanager",
  at: address(running("alertmanager", { web: 9093 }), "web"),
} as const;

export const prometheusSource: PrometheusSource = {
  kind: "prometheus",
  uid: "prometheus",
  name: "Prometheus",
  at: address(running("prometheus", { web: 9090 }), "web"),
  interval: seconds(15),
  alertmanager: alertmanagerSource,
};

export const references: References = {
  metrics: prometheusSource,
  runbook: (alert) => `https://runbooks.example/${alert}`,
  library: "reference",
};

export const postgresSource = {
  kind: "postgres",
  uid: "timescaledb",
  name: "TimescaleDB",
  at: address(running("timescaledb", { postgres: 5432 }), "postgres"),
  login: { user: "reader", password: generated("reader-password") },
  database: "shop",
  tls: "disable",
  timescaledb: true,
} as const;
