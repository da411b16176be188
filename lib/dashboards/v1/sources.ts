import type { DataSource, PrometheusSource } from "../data-source.ts";

/** Where a dashboard's queries go. */
export interface Sources {
  readonly metrics: PrometheusSource;
}

/** Grafana's plug-in of each kind. */
export const PLUGINS: { readonly [K in DataSource["kind"]]: string } = {
  prometheus: "prometheus",
  alertmanager: "alertmanager",
  postgres: "grafana-postgresql-datasource",
};

/** How v1 JSON names a data source. */
export const reference = ({ kind, uid }: DataSource): { type: string; uid: string } => ({ type: PLUGINS[kind], uid });
