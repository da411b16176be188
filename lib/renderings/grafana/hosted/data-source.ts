import { DataSource } from "@cdktf/provider-grafana/lib/data-source";
import { duration } from "../../../metrics/duration.ts";
import type { Duration } from "../../../metrics/units.ts";
import type { Secret } from "../../../services/secret.ts";
import { type Construct, escapeTemplate } from "../../terraform.ts";
import type { Variables } from "./variables.ts";

/** A Mimir as a hosted Grafana asks it: for samples and rules, and for what its Alertmanager knows. */
export interface MimirSource {
  /** Without a path. */
  readonly url: string;
  readonly tenant: string;
  /** It may read, and nothing else. */
  readonly token: Secret;
  /** What dashboards refer to, and what people see. */
  readonly metrics: { readonly uid: string; readonly name: string };
  readonly alerts: AlertmanagerSource;
  /** The true scrape interval: Grafana makes `$__rate_interval` of it. */
  readonly interval: Duration;
}

/** The Alertmanager beside it: in Grafana Cloud another server, and another tenant. */
export interface AlertmanagerSource {
  readonly uid: string;
  readonly name: string;
  /** Without a path. */
  readonly url: string;
  readonly tenant: string;
}

/** The data sources of the samples and of the alerts. Their password is an argument of the provider: a plan knows it. */
export function renderMimirSources(scope: Construct, source: MimirSource, variables: Variables): void {
  const { url, tenant, token, metrics, alerts, interval } = source;
  const asking = (basicAuthUsername: string) => ({
    ...{ basicAuthEnabled: true, basicAuthUsername },
    secureJsonDataEncoded: variables.json("basicAuthPassword", token),
  });
  const encoded = (json: object) => escapeTemplate(JSON.stringify(json));
  new DataSource(scope, `data-source-${metrics.uid}`, {
    ...{ ...asking(tenant), ...metrics, type: "prometheus", url: `${url}/prometheus` },
    isDefault: false,
    jsonDataEncoded: encoded({
      ...{ httpMethod: "POST", prometheusType: "Mimir", timeInterval: duration(interval) },
      ...{ manageAlerts: true, alertmanagerUid: alerts.uid },
    }),
  });
  new DataSource(scope, `data-source-${alerts.uid}`, {
    ...{ ...asking(alerts.tenant), uid: alerts.uid, name: alerts.name },
    ...{ type: "alertmanager", url: alerts.url },
    isDefault: false,
    jsonDataEncoded: encoded({ implementation: "mimir", handleGrafanaManagedAlerts: false }),
  });
}
