import type {
  AlertmanagerSource,
  DataSource,
  Login,
  PostgresSource,
  PrometheusSource,
} from "../lib/dashboards/data-source.ts";
import { type Address, address } from "../lib/services/address.ts";
import { authoritySecret } from "../lib/services/certificate.ts";
import { encryptedBy } from "../lib/services/encryption.ts";
import type { Environment } from "./environment.ts";
import { secrets } from "./secrets.ts";
import { alertmanager } from "./services/alertmanager.ts";
import { GRAFANA_USER } from "./services/defaults.ts";
import { DATABASE, timescaledb } from "./services/timescaledb.ts";

const login: Login = { user: GRAFANA_USER, password: secrets.grafana };

/** Who vouches for an address that is asked by TLS. */
const vouched = ({ encryption }: Pick<Environment, "encryption">, at: Address) =>
  encryption !== "none" && encryptedBy(encryption)(at) ? { authority: authoritySecret(encryption) } : {};

const alertmanagerAt = address(alertmanager, "web", "");
const alerts = (environment: Pick<Environment, "encryption">): AlertmanagerSource => ({
  kind: "alertmanager",
  uid: "alertmanager",
  name: "Alertmanager",
  at: alertmanagerAt,
  ...vouched(environment, alertmanagerAt),
  login,
});

/** Grafana makes `$__rate_interval` of the interval, so it is the one that Prometheus really scrapes at. */
export const metrics = (environment: Environment): PrometheusSource => ({
  kind: "prometheus",
  uid: "prometheus",
  name: "Prometheus",
  at: environment.profile.samples,
  ...vouched(environment, environment.profile.samples),
  interval: environment.interval,
  alertmanager: alerts(environment),
  login,
});

const database = address(timescaledb, "postgres", "");
const trades = (environment: Pick<Environment, "encryption">, timescaledbExtension: boolean): PostgresSource => ({
  kind: "postgres",
  uid: "timescaledb",
  name: "TimescaleDB",
  at: database,
  ...vouched(environment, database),
  database: DATABASE,
  login: { user: "quantflow_reader", password: secrets.databaseReader },
  timescaledb: timescaledbExtension,
});

/** What dashboards may query, and where. `timescaledb`: whether the database is one with the extension. */
export const dataSources = (given: {
  readonly environment: Environment;
  readonly timescaledb: boolean;
}): readonly DataSource[] => [
  metrics(given.environment),
  alerts(given.environment),
  trades(given.environment, given.timescaledb),
];
