import type { AlertmanagerSource, DataSource, PostgresSource, PrometheusSource } from "../../dashboards/data-source.ts";
import { PLUGINS } from "../../dashboards/references.ts";
import { duration } from "../../promql/index.ts";
import { authority, url } from "../../services/address.ts";
import { SECRETS_DIRECTORY, type Secret } from "../../services/secret.ts";

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
      return {
        ...common,
        ...overHttp(source),
        isDefault: true,
        jsonData: { ...prometheus(source), ...verified(source) },
      };
    case "alertmanager":
      return { ...common, ...overHttp(source), jsonData: { ...ALERTMANAGER, ...verified(source) } };
    case "postgres":
      return { ...common, ...postgres(source) };
  }
}

const NO_SECRETS: Settings["secrets"] = {};

type OverHttp = PrometheusSource | AlertmanagerSource;

const overHttp = ({ at, login, authority: tlsCACert }: OverHttp) => ({
  url: url({ ...at, path: "" }, tlsCACert ? "https" : "http"),
  ...(login && { basicAuthUser: login.user }),
  secrets: {
    ...(login ? { basicAuthPassword: login.password } : NO_SECRETS),
    ...(tlsCACert && { tlsCACert }),
  },
});

const verified = ({ authority }: OverHttp) => (authority ? { tlsAuthWithCACert: true } : {});

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

const encryption = ({ authority }: PostgresSource) =>
  authority
    ? {
        sslmode: "verify-full",
        tlsConfigurationMethod: "file-path",
        sslRootCertFile: `${SECRETS_DIRECTORY}/${authority.name}`,
      }
    : { sslmode: "disable" };

const postgres = ({ at, login, database, timescaledb, ...rest }: PostgresSource) => ({
  url: authority(at),
  user: login.user,
  jsonData: {
    database,
    ...encryption({ at, login, database, timescaledb, ...rest }),
    timescaledb,
    maxOpenConns: 5,
    maxIdleConns: 2,
    connMaxLifetime: 14_400,
  },
  secrets: { password: login.password },
});
