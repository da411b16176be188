/** What each cell of the matrix promises, a file a service. */
import type { KindId } from "../kinds/index.ts";
import type { Statement } from "../statement.ts";
import { alertmanager, prometheus, watchman } from "./alerting.ts";
import { exchange } from "./exchange.ts";
import { blackboxExporter, nodeExporter, postgresExporter, redisExporter } from "./exporters.ts";
import { cadvisor, grafana, mail, nodeRed, preview } from "./pages.ts";
import { quantflowApp } from "./quantflow-app.ts";
import { redis, timescaledb } from "./stores.ts";

export type Statements = { readonly [K in KindId]?: Statement };

/** By service. One that is missing here fails the matrix, and its test. */
export const statements: Readonly<Record<string, Statements>> = {
  "quantflow-app": quantflowApp,
  exchange,
  timescaledb,
  redis,
  "node-red": nodeRed,
  prometheus,
  alertmanager,
  grafana,
  preview,
  mail,
  watchman,
  "postgres-exporter": postgresExporter,
  "redis-exporter": redisExporter,
  "node-exporter": nodeExporter,
  "blackbox-exporter": blackboxExporter,
  cadvisor,
};
