import type {
  AlertmanagerSource,
  DataSource,
  Login,
  PostgresSource,
  PrometheusSource,
} from "../lib/dashboards/data-source.ts";
import { address } from "../lib/services/address.ts";
import type { Environment } from "./environment.ts";
import { secrets } from "./secrets.ts";
import { alertmanager } from "./services/alertmanager.ts";
import { GRAFANA_USER } from "./services/defaults.ts";
import { DATABASE, timescaledb } from "./services/timescaledb.ts";

const login: Login = { user: GRAFANA_USER, password: secrets.grafana };

const alerts: AlertmanagerSource = {
  kind: "alertmanager",
  uid: "alertmanager",
  name: "Alertmanager",
  at: address(alertmanager, "web", ""),
  login,
};

/** Grafana makes `$__rate_interval` of the interval, so it is the one that Prometheus really scrapes at. */
export const metrics = ({ interval, profile }: Environment): PrometheusSource => ({
  kind: "prometheus",
  uid: "prometheus",
  name: "Prometheus",
  at: profile.samples,
  interval,
  alertmanager: alerts,
  login,
});

const trades = (timescaledbExtension: boolean): PostgresSource => ({
  kind: "postgres",
  uid: "timescaledb",
  name: "TimescaleDB",
  at: address(timescaledb, "postgres", ""),
  database: DATABASE,
  login: { user: "quantflow_reader", password: secrets.databaseReader },
  // Both ends are in one engine, on a network of their own.
  tls: "disable",
  timescaledb: timescaledbExtension,
});

/** What dashboards may query, and where. `timescaledb`: whether the database is one with the extension. */
export const dataSources = (given: {
  readonly environment: Environment;
  readonly timescaledb: boolean;
}): readonly DataSource[] => [metrics(given.environment), alerts, trades(given.timescaledb)];
