/** The catalogue: every job that is scraped or probed, and what our rules and panels use of its metrics. */
import type { AnyMetric } from "../lib/metrics/definitions.ts";
import * as alertmanager from "./external/alertmanager.ts";
import * as blackbox from "./external/blackbox.ts";
import * as node from "./external/node.ts";
import * as postgres from "./external/postgres.ts";
import * as process from "./external/process.ts";
import * as prometheus from "./external/prometheus.ts";
import * as redis from "./external/redis.ts";
import * as scrape from "./external/scrape.ts";
import * as quantflow from "./quantflow/index.ts";

/** The metrics among a module's exports; the others are label values. */
const metricsOf = (...modules: readonly object[]): readonly AnyMetric[] =>
  modules.flatMap((module) => Object.values(module)).filter(isMetric);

const isMetric = (value: unknown): value is AnyMetric =>
  typeof value === "object" && value !== null && "domains" in value && "help" in value;

export const catalogue = {
  prometheus: metricsOf(scrape, process, prometheus),
  quantflow: metricsOf(scrape, process, quantflow),
  exchange: metricsOf(scrape),
  timescaledb: metricsOf(scrape, process, postgres),
  redis: metricsOf(scrape, process, redis),
  // Node-RED has no metrics of its own, and the palette nodes that add some export only what its flows emit.
  "node-red": metricsOf(scrape, blackbox),
  grafana: metricsOf(scrape, process),
  alertmanager: metricsOf(scrape, process, alertmanager),
  node: metricsOf(scrape, process, node),
  blackbox: metricsOf(scrape, process),
  cadvisor: metricsOf(scrape, process),
  mail: metricsOf(scrape, blackbox),
} as const satisfies Readonly<Record<string, readonly AnyMetric[]>>;

export type Job = keyof typeof catalogue;
export const JOBS = Object.keys(catalogue) as readonly Job[];

/** Jobs that a prober asks on their behalf: `up` is then the prober's health, `probe_success` the service's own. */
export const isProbed = (job: Job): boolean => catalogue[job].some(({ name }) => name === blackbox.probeSuccess.name);
