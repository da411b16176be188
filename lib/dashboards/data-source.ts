import type { Duration } from "../metrics/units.ts";
import type { Address } from "../services/address.ts";
import type { Secret } from "../services/secret.ts";

export interface Login {
  readonly user: string;
  readonly password: Secret;
}

interface Source {
  /** What dashboards and links refer to; never changes. */
  readonly uid: string;
  readonly name: string;
  readonly at: Address;
  /** Who vouches for what answers by TLS; in clear where absent. Its certificate is a file under its name. */
  readonly authority?: Secret;
}
export interface AlertmanagerSource extends Source {
  readonly kind: "alertmanager";
  readonly login?: Login;
}
export interface PrometheusSource extends Source {
  readonly kind: "prometheus";
  readonly login?: Login;
  /** The true scrape interval: Grafana makes `$__rate_interval` of it. */
  readonly interval: Duration;
  /** Where this Prometheus sends its alerts. */
  readonly alertmanager?: AlertmanagerSource;
}
export interface PostgresSource extends Source {
  readonly kind: "postgres";
  readonly login: Login;
  readonly database: string;
  readonly timescaledb: boolean;
}
export type DataSource = PrometheusSource | AlertmanagerSource | PostgresSource;
