import type { Image } from "../lib/services/image.ts";

/**
 * Every image, pinned: what its registry serves, and what is built in its place where no registry answers. A local
 * source keeps the paths, the numeric user and the entry point of the image it stands for, so one service definition
 * runs on either. docs/images.md is generated from this table.
 */
export const images = {
  base: {
    summary: "Debian's minimal root, under the local images that need its libraries",
    local: { version: "bookworm" },
  },
  toolbox: {
    summary: "a shell and small tools; fills secret volumes, and is under every local exporter",
    registry: { repository: "busybox", tag: "1.37.0" },
    local: { version: "1.35.0", differs: "Debian's busybox-static", on: "base" },
  },
  node: {
    summary: "the JavaScript runtime under the application",
    registry: { repository: "node", tag: "24.21.0-bookworm-slim" },
    local: { version: "24.21.0", on: "base" },
  },
  "quantflow-app": {
    summary: "the trading application, its backtest worker, the simulated exchange and the watchman",
    local: { version: "0.1.0", on: "node", from: ["app", "metrics", "lib/metrics", "package-lock.json"] },
  },
  timescaledb: {
    summary: "the database of ticks, candles, orders and positions",
    // `2.29.2-pg17` and `15`: each major version has files of its own.
    dataFormat: (version) => `PostgreSQL ${/\d+$/.exec(version)?.[0] ?? version}`,
    registry: { repository: "timescale/timescaledb", tag: "2.29.2-pg17" },
    local: {
      version: "15",
      differs: "Debian's PostgreSQL 15 without the TimescaleDB extension, which no package registry has: plain tables",
      on: "base",
    },
  },
  redis: {
    summary: "the cache of last prices",
    registry: { repository: "redis", tag: "8.10.2-alpine" },
    local: { version: "7.0", differs: "Debian's redis-server", on: "base" },
  },
  "node-red": {
    summary: "the flows around the application",
    registry: { repository: "nodered/node-red", tag: "5.0.7" },
    local: { version: "5.0.7", on: "node" },
  },
  prometheus: {
    summary: "scrapes, stores, evaluates the rules",
    registry: { repository: "prom/prometheus", tag: "v3.13.5" },
    local: { version: "v3.13.5", on: "toolbox", tools: "prometheus" },
  },
  alertmanager: {
    summary: "groups, inhibits and delivers alerts",
    registry: { repository: "prom/alertmanager", tag: "v0.31.1" },
    local: { version: "v0.31.1", on: "toolbox", tools: "alertmanager" },
  },
  grafana: {
    summary: "dashboards",
    registry: { repository: "grafana/grafana", tag: "13.2.2" },
    noLocalSource: "no package registry has its server or its built web pages",
  },
  preview: {
    summary: "the dashboards without Grafana, drawn by its published components",
    local: {
      version: "0.1.0",
      on: "node",
      from: ["lib/dashboards/preview", "lib/dashboards/emptiness", "lib/promql", "lib/metrics", "package-lock.json"],
    },
  },
  "postgres-exporter": {
    summary: "the database's metrics",
    registry: { repository: "quay.io/prometheuscommunity/postgres-exporter", tag: "v0.19.1" },
    local: { version: "v0.19.1", on: "toolbox", tools: "postgres-exporter" },
  },
  "redis-exporter": {
    summary: "the cache's metrics",
    registry: { repository: "oliver006/redis_exporter", tag: "v1.88.0-alpine" },
    local: { version: "v1.88.0", on: "toolbox", tools: "redis-exporter" },
  },
  "node-exporter": {
    summary: "the machine's metrics",
    registry: { repository: "quay.io/prometheus/node-exporter", tag: "v1.12.1" },
    local: { version: "v1.12.1", on: "toolbox", tools: "node-exporter" },
  },
  "blackbox-exporter": {
    summary: "probes from outside",
    registry: { repository: "quay.io/prometheus/blackbox-exporter", tag: "v0.28.0" },
    local: { version: "v0.28.0", on: "toolbox", tools: "blackbox-exporter" },
  },
  thanos: {
    summary: "keeps the history of every Prometheus in one object store, and answers for all of them",
    registry: { repository: "quay.io/thanos/thanos", tag: "v0.40.1" },
    local: { version: "v0.40.1", on: "toolbox", tools: "thanos" },
  },
  cadvisor: {
    summary: "every container's metrics",
    registry: { repository: "ghcr.io/google/cadvisor", tag: "v0.60.5" },
    noLocalSource: "its command is a Go module of its own that the module proxy lacks",
  },
  mail: {
    summary: "catches the mail that alerts send, and shows it on a page",
    registry: { repository: "maildev/maildev", tag: "3.0.0" },
    local: { version: "3.0.0", on: "node" },
  },
} as const satisfies Record<string, Image>;

export type ImageName = keyof typeof images;
export const imageNames = Object.keys(images) as readonly ImageName[];

/** The kube-prometheus-stack that a cluster is given, and the Prometheus operator that it brings. */
export const CHART = { version: "88.5.3", operator: "0.93.1" } as const;

/** What is built from Go modules, by its folder in tools/: the version it reports, and the module's own. */
export const tools = {
  prometheus: { version: "3.13.5", module: "github.com/prometheus/prometheus", pinned: "v0.313.5" },
  alertmanager: { version: "0.31.1", module: "github.com/prometheus/alertmanager", pinned: "v0.31.1" },
  // Runs nowhere: its amtool says whether an upgrade, or a cluster's newer Alertmanager, would read our configuration.
  "alertmanager-next": { version: "0.34.2", module: "github.com/prometheus/alertmanager", pinned: "v0.34.2" },
  "node-exporter": { version: "1.12.1", module: "github.com/prometheus/node_exporter", pinned: "v1.12.1" },
  "blackbox-exporter": { version: "0.28.0", module: "github.com/prometheus/blackbox_exporter", pinned: "v0.28.0" },
  "postgres-exporter": {
    version: "0.19.1",
    module: "github.com/prometheus-community/postgres_exporter",
    pinned: "v0.19.1",
  },
  thanos: { version: "0.40.1", module: "github.com/thanos-io/thanos", pinned: "v0.40.1" },
  "redis-exporter": { version: "v1.88.0", module: "github.com/oliver006/redis_exporter", pinned: "v1.88.0" },
  "terraform-provider-docker": {
    version: "4.6.0",
    module: "github.com/kreuzwerker/terraform-provider-docker",
    pinned: "v0.0.0-20260916201441-96d331c98ff4",
  },
  // Runs nowhere of ours: the hosted ruler that rules are pushed to is held to it. The version is its VERSION file's.
  mimir: { version: "3.0.5", module: "github.com/grafana/mimir", pinned: "v1.3.1-0.20260423142704-aced80d74930" },
  opentofu: { version: "1.12.6", module: "github.com/opentofu/opentofu", pinned: "v1.12.6" },
  // Reads the Compose rendering, and starts it once.
  "docker-compose": { version: "2.40.3", module: "github.com/docker/compose/v2", pinned: "v2.40.3" },
  // Proves the Kubernetes rendering (npm run test:full): a control plane without a machine under it, and the newest operator whose module is to be had.
  etcd: { version: "3.7.3", module: "go.etcd.io/etcd/server/v3", pinned: "v3.7.3" },
  kubernetes: { version: "1.37.2", module: "k8s.io/kubernetes", pinned: "v1.37.2" },
  "prometheus-operator": {
    version: "0.85.0",
    module: "github.com/prometheus-operator/prometheus-operator",
    pinned: "v0.85.0",
  },
  kubeconform: { version: "0.8.0", module: "github.com/yannh/kubeconform", pinned: "v0.8.0" },
  // Discovers from an API server, which the one that runs on Docker is built without.
  "prometheus-kubernetes": { version: "3.13.5", module: "github.com/prometheus/prometheus", pinned: "v0.313.5" },
} as const satisfies Record<string, { readonly version: string; readonly module: string; readonly pinned: string }>;

export type ToolFolder = keyof typeof tools;

/** Every Alertmanager that has to read our configuration, the one that runs first. */
export const ALERTMANAGERS = ["alertmanager", "alertmanager-next"] as const satisfies readonly ToolFolder[];
