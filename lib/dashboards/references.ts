import type { DataSource, PrometheusSource } from "./data-source.ts";

/** What a dashboard refers to that stands elsewhere; the same for every dashboard of an environment. */
export interface References {
  /** Where its queries go. */
  readonly metrics: PrometheusSource;
  /** Where an alert's runbook is to be read; undefined where it has none. */
  readonly runbook: (alert: string) => string | undefined;
  /** Whether Grafana's library is filled, or each use becomes a panel of its own. */
  readonly library: "reference" | "inline";
}

/** Grafana's plug-in of each kind. */
export const PLUGINS: { readonly [K in DataSource["kind"]]: string } = {
  prometheus: "prometheus",
  alertmanager: "alertmanager",
  postgres: "grafana-postgresql-datasource",
};

/** How v1 JSON names a data source. */
export const reference = ({ kind, uid }: DataSource): { type: string; uid: string } => ({ type: PLUGINS[kind], uid });
