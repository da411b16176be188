/** Every service, in the order in which a person would meet them. */
import type { Service } from "../../lib/services/service.ts";
import { alertmanager } from "./alertmanager.ts";
import { blackboxExporter } from "./blackbox-exporter.ts";
import { cadvisor } from "./cadvisor.ts";
import { exchange } from "./exchange.ts";
import { grafana } from "./grafana.ts";
import { mail } from "./mail.ts";
import { nodeExporter } from "./node-exporter.ts";
import { nodeRed } from "./node-red.ts";
import { preview } from "./preview.ts";
import { prometheus } from "./prometheus.ts";
import { quantflowApp } from "./quantflow-app.ts";
import { redis, redisExporter } from "./redis.ts";
import { postgresExporter, timescaledb } from "./timescaledb.ts";
import { watchman } from "./watchman.ts";

export const everyService: readonly Service[] = [
  quantflowApp,
  exchange,
  timescaledb,
  redis,
  nodeRed,
  prometheus,
  alertmanager,
  watchman,
  grafana,
  preview,
  mail,
  postgresExporter,
  redisExporter,
  nodeExporter,
  blackboxExporter,
  cadvisor,
];

export {
  alertmanager,
  exchange,
  grafana,
  mail,
  nodeRed,
  postgresExporter,
  preview,
  prometheus,
  quantflowApp,
  redis,
  redisExporter,
  timescaledb,
  watchman,
};
