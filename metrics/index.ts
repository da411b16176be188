/** The catalogue: every job that is scraped or probed, and what our rules and panels use of its metrics. */
import { metricsOf } from "../lib/metrics/catalogue.ts";
import { approved } from "../lib/metrics/conventions/index.ts";
import type { AnyMetric } from "../lib/metrics/definitions.ts";
import * as alertmanager from "./external/alertmanager.ts";
import * as blackbox from "./external/blackbox.ts";
import * as certificates from "./external/certificates.ts";
import * as node from "./external/node.ts";
import * as postgres from "./external/postgres.ts";
import * as process from "./external/process.ts";
import * as prometheus from "./external/prometheus.ts";
import * as redis from "./external/redis.ts";
import * as scrape from "./external/scrape.ts";
import * as exchange from "./quantflow/exchange.ts";
import * as quantflow from "./quantflow/index.ts";
import * as watchman from "./quantflow/watchman.ts";

const of = (...modules: readonly Readonly<Record<string, unknown>>[]): readonly AnyMetric[] =>
  modules.flatMap(metricsOf);

/** What our own processes record, held to our conventions; whatever reads the catalogue fails on a breach. */
const own: ReadonlySet<AnyMetric> = new Set(approved(of(quantflow, exchange, watchman)));
export const isOwn = (metric: AnyMetric): boolean => own.has(metric);

export const catalogue = {
  prometheus: of(scrape, process, prometheus),
  quantflow: of(scrape, process, quantflow),
  exchange: of(scrape, process, exchange),
  timescaledb: of(scrape, process, postgres),
  redis: of(scrape, process, redis),
  // Node-RED has no metrics of its own, and the palette nodes that add some export only what its flows emit.
  "node-red": of(scrape, blackbox),
  grafana: of(scrape, process),
  alertmanager: of(scrape, process, alertmanager),
  watchman: of(scrape, process, watchman),
  node: of(scrape, process, node),
  blackbox: of(scrape, process),
  cadvisor: of(scrape, process),
  mail: of(scrape, blackbox),
  preview: of(scrape, blackbox),
  certificates: of(scrape, blackbox, certificates),
  "thanos-receive": of(scrape, process),
  "thanos-store": of(scrape, process),
  "thanos-query": of(scrape, process),
} as const satisfies Readonly<Record<string, readonly AnyMetric[]>>;

export type Job = keyof typeof catalogue;
export const JOBS = Object.keys(catalogue) as readonly Job[];

/** Jobs that a prober asks on their behalf: `up` is then the prober's health, `probe_success` the service's own. */
export const isProbed = (job: Job): boolean => catalogue[job].some(({ name }) => name === blackbox.probeSuccess.name);
