import { generated, given, permanent } from "../lib/services/secret.ts";

/** Every secret there is, by what it opens. Values live outside: see `quantflow secrets`. */
export const secrets = {
  /** A person's login to Prometheus, Alertmanager, Node-RED, Grafana and the mail catcher. */
  admin: generated("admin-password"),
  /** What Prometheus shows to exporters, to Alertmanager and to itself. */
  scrape: generated("scrape-password"),
  /** What Grafana shows to Prometheus and to Alertmanager. */
  grafana: generated("grafana-password"),
  metricsToken: generated("metrics-token"),
  webhookToken: generated("webhook-token"),
  /** What Alertmanager shows to the watchman. */
  watchmanToken: generated("watchman-token"),
  exchangeControl: generated("exchange-control-token"),
  databaseSuperuser: generated("database-superuser-password"),
  databaseApp: generated("database-app-password"),
  databaseExporter: generated("database-exporter-password"),
  databaseReader: generated("database-reader-password"),
  redisApp: generated("redis-app-password"),
  redisExporter: generated("redis-exporter-password"),
  grafanaKey: permanent(
    "grafana-secret-key",
    "Grafana could no longer decrypt the passwords of the data sources in its database",
  ),
  nodeRedCredentials: permanent(
    "node-red-credential-secret",
    "Node-RED could no longer decrypt the credentials that its flows have saved",
  ),
  /** What the agent shows to a hosted Mimir: it may write metrics, and nothing else. */
  remoteWrite: given("remote-write-token"),
  /** Of the account that mails alerts to people. */
  smtpPassword: given("smtp-password"),
  /** The integration key of the service that wakes whoever is on call. */
  pagerDutyKey: given("pagerduty-key"),
  /** Who knows the address can stand in for the Watchdog, so it is a secret as a whole. */
  deadMansSwitch: given("dead-mans-switch-url"),
} as const;
