/** Every service, in the order in which a person would meet them. */
export { alertmanager, configuredAlertmanager } from "./alertmanager.ts";
export { blackboxExporter } from "./blackbox-exporter.ts";
export { cadvisor } from "./cadvisor.ts";
export { exchange } from "./exchange.ts";
export { configuredGrafana, grafana } from "./grafana.ts";
export { mail } from "./mail.ts";
export { nodeExporter } from "./node-exporter.ts";
export { nodeRed } from "./node-red.ts";
export { configuredPrometheus, prometheus } from "./prometheus.ts";
export { alertWebhook, configuredApp, quantflowApp } from "./quantflow-app.ts";
export { redis, redisExporter } from "./redis.ts";
export { postgresExporter, timescaledb } from "./timescaledb.ts";
