import type { AlertmanagerSource, DataSource, PostgresSource, PrometheusSource } from "../../dashboards/data-source.ts";
import { PLUGINS } from "../../dashboards/references.ts";
import { duration } from "../../promql/index.ts";
import { authority, url } from "../../services/address.ts";
import type { Secret } from "../../services/secret.ts";

/** A data source in Grafana's own terms, as its HTTP API, its provisioning files and its provider all name them. */
export interface Settings {
  readonly name: string;
  readonly uid: string;
  readonly type: string;
  readonly url: string;
  readonly isDefault: boolean;
  readonly basicAuthUser?: string;
  readonly user?: string;
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, Secret>>;
}

export function settings(source: DataSource): Settings {
  const common = { name: source.name, uid: source.uid, type: PLUGINS[source.kind], isDefault: false };
  switch (source.kind) {
    case "prometheus":
      return { ...common, ...overHttp(source), isDefault: true, jsonData: prometheus(source) };
    case "alertmanager":
      return { ...common, ...overHttp(source), jsonData: ALERTMANAGER };
    case "postgres":
      return { ...common, ...postgres(source) };
  }
}

const NO_SECRETS: Settings["secrets"] = {};

const overHttp = ({ at, login }: PrometheusSource | AlertmanagerSource) => ({
  url: url({ ...at, path: "" }),
  ...(login && { basicAuthUser: login.user }),
  secrets: login ? { basicAuthPassword: login.password } : NO_SECRETS,
});

/** POST: long queries do not fit into a URL. */
const prometheus = ({ interval, alertmanager }: PrometheusSource) => ({
  httpMethod: "POST",
  prometheusType: "Prometheus",
  timeInterval: duration(interval),
  // Its rules stand in the lists of alerts.
  manageAlerts: true,
  ...(alertmanager && { alertmanagerUid: alertmanager.uid }),
});

const ALERTMANAGER = { implementation: "prometheus", handleGrafanaManagedAlerts: false } as const;

const postgres = ({ at, login, database, tls, timescaledb }: PostgresSource) => ({
  url: authority(at),
  user: login.user,
  jsonData: { database, sslmode: tls, timescaledb, maxOpenConns: 5, maxIdleConns: 2, connMaxLifetime: 14_400 },
  secrets: { password: login.password },
});
