import { JOBS } from "../../../metrics/index.ts";
import type { Proof } from "../proof.ts";

const allUpBut = (missing: string): Record<string, string> =>
  Object.fromEntries(
    JOBS.filter((job) => job !== missing).map((job) => [`up{job="${job}",instance="${job}:1"}`, "1x120"]),
  );

const run = (id: string) => `redis_instance_info{job="redis",instance="redis-exporter:9121",run_id="${id}"}`;

export const availability: readonly Proof[] = [
  {
    alert: "ServiceDown",
    series: { 'up{job="quantflow",instance="quantflow-app:9464"}': "1x19 0x19 1x39" },
    silentAt: ["4m", "5m45s"],
    firesAt: "6m",
    resolvedAt: "10m",
    labels: { job: "quantflow", instance: "quantflow-app:9464", severity: "critical", owner: "trading" },
    summary: "QuantFlow is down",
    description:
      "Prometheus has not been able to scrape quantflow-app:9464 for 1 min: the application is not trading, or nobody can see whether it is.",
    silent: [
      {
        when: "another job is down",
        series: { 'up{job="redis",instance="redis-exporter:9121"}': "0x40" },
        at: ["3m", "9m"],
      },
      {
        when: "it was down for one scrape",
        series: { 'up{job="quantflow",instance="quantflow-app:9464"}': "1x3 0 1x40" },
        at: ["1m", "2m", "3m"],
      },
    ],
  },
  {
    alert: "TargetDown",
    series: { 'up{job="redis",instance="redis-exporter:9121"}': "1x19 0x19 1x39" },
    silentAt: ["4m", "6m45s"],
    firesAt: "7m",
    resolvedAt: "10m",
    labels: { job: "redis", instance: "redis-exporter:9121", severity: "critical", owner: "platform" },
    summary: "redis cannot be scraped",
    description:
      "Prometheus has not been able to scrape redis-exporter:9121 for 2 min: until it can, no other alert about redis can fire.",
    silent: [
      {
        when: "the application is down, which has an alert of its own",
        series: { 'up{job="quantflow",instance="quantflow-app:9464"}': "0x40" },
        at: ["3m", "9m"],
      },
    ],
  },
  {
    alert: "TargetMissing",
    series: {
      ...allUpBut("redis"),
      'up{job="redis",instance="redis-exporter:9121"}': "1x19 stale _x18 1x39",
    },
    silentAt: ["4m", "6m45s"],
    firesAt: "7m",
    resolvedAt: "10m",
    labels: { job: "redis", severity: "critical", owner: "platform" },
    summary: "redis has no target",
    description:
      "Prometheus has had no target of job redis for 2 min: it is missing from the configuration, so nothing watches it.",
    silent: [
      {
        when: "every target is there, though one is down",
        series: { ...allUpBut("redis"), 'up{job="redis",instance="redis-exporter:9121"}': "0x120" },
        at: ["5m", "20m"],
      },
    ],
  },
  {
    alert: "ServiceUnreachable",
    series: { 'probe_success{job="node-red",instance="node-red:1880"}': "1x19 0x19 1x39" },
    silentAt: ["4m", "5m45s"],
    firesAt: "6m",
    resolvedAt: "10m",
    labels: { job: "node-red", instance: "node-red:1880", severity: "critical", owner: "platform" },
    summary: "node-red does not answer",
    description:
      "Every probe of node-red:1880 failed for 1 min: it is down, unreachable, or answers otherwise than it should.",
    silent: [
      {
        when: "it answers every other probe",
        series: { 'probe_success{job="node-red",instance="node-red:1880"}': "0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0" },
        at: ["1m", "2m", "3m", "4m"],
      },
    ],
  },
  {
    alert: "DatabaseDown",
    series: { 'pg_up{job="timescaledb",instance="postgres-exporter:9187"}': "1x19 0x19 1x39" },
    silentAt: ["4m", "5m45s"],
    firesAt: "6m",
    resolvedAt: "10m",
    labels: { job: "timescaledb", instance: "postgres-exporter:9187", severity: "critical", owner: "platform" },
    summary: "The database is down",
    description:
      "The exporter postgres-exporter:9187 runs but has not reached PostgreSQL for 1 min: prices and trades are not being stored.",
    silent: [
      {
        when: "the exporter is down and nobody knows about the database",
        series: {
          'up{job="timescaledb",instance="postgres-exporter:9187"}': "0x40",
          'pg_up{job="timescaledb",instance="postgres-exporter:9187"}': "1x3 stale",
        },
        at: ["5m", "9m"],
      },
    ],
  },
  {
    alert: "CacheDown",
    series: { 'redis_up{job="redis",instance="redis-exporter:9121"}': "1x19 0x19 1x39" },
    silentAt: ["4m", "5m45s"],
    firesAt: "6m",
    resolvedAt: "10m",
    labels: { job: "redis", instance: "redis-exporter:9121", severity: "critical", owner: "platform" },
    summary: "Redis is down",
    description:
      "The exporter redis-exporter:9121 runs but has not reached Redis for 1 min: latest prices are not being published.",
    silent: [
      {
        when: "the exporter is down and nobody knows about Redis",
        series: {
          'up{job="redis",instance="redis-exporter:9121"}': "0x40",
          'redis_up{job="redis",instance="redis-exporter:9121"}': "1x3 stale",
        },
        at: ["5m", "9m"],
      },
    ],
  },
  {
    alert: "DatabaseRestartLoop",
    // While it starts the exporter cannot tell; its own process goes on all the while.
    series: {
      'pg_postmaster_start_time_seconds{job="timescaledb",instance="postgres-exporter:9187"}':
        "0x19 300 _ 330 _ 360x99",
      'process_start_time_seconds{job="timescaledb",instance="postgres-exporter:9187"}': "0x123",
    },
    silentAt: ["4m", "5m45s"],
    firesAt: "6m",
    resolvedAt: "22m",
    labels: { job: "timescaledb", instance: "postgres-exporter:9187", severity: "critical", owner: "platform" },
    summary: "The database keeps restarting",
    description: "PostgreSQL, as postgres-exporter:9187 sees it, restarted 3 times within 15 min.",
    silent: [
      {
        when: "only its exporter restarts",
        series: {
          'pg_postmaster_start_time_seconds{job="timescaledb",instance="postgres-exporter:9187"}': "0x60",
          'process_start_time_seconds{job="timescaledb",instance="postgres-exporter:9187"}': "0x19 300 330 360x40",
        },
        at: ["6m", "10m"],
      },
    ],
  },
  {
    alert: "CacheRestartLoop",
    series: {
      [run("a")]: "1x19 stale",
      [run("b")]: "_x19 1 1 stale",
      [run("c")]: "_x21 1 1 stale",
      [run("d")]: "_x23 1x99",
    },
    silentAt: ["4m", "5m30s"],
    firesAt: "6m30s",
    resolvedAt: "22m",
    labels: { job: "redis", instance: "redis-exporter:9121", severity: "critical", owner: "platform" },
    summary: "Redis keeps restarting",
    description: "redis-exporter:9121 has seen 4 runs of Redis within 15 min.",
    silent: [
      {
        when: "the start that the exporter reckons wavers by a second",
        series: {
          [run("a")]: "1x80",
          'redis_start_time_seconds{job="redis",instance="redis-exporter:9121"}': "0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1",
        },
        at: ["4m", "10m"],
      },
    ],
  },
  {
    alert: "ServiceFlapping",
    series: { 'probe_success{job="node-red",instance="node-red:1880"}': "1x19 0 1 0 1 0 1 1x80" },
    silentAt: ["4m", "6m"],
    firesAt: "6m15s",
    resolvedAt: "22m",
    labels: { job: "node-red", instance: "node-red:1880", severity: "critical", owner: "platform" },
    summary: "node-red comes and goes",
    description:
      "Probes of node-red:1880 went from answered to failed or back 6 times within 15 min: it restarts, or cannot keep up.",
    silent: [
      {
        when: "it was deployed twice",
        series: { 'probe_success{job="node-red",instance="node-red:1880"}': "1x19 0 0 1x9 0 0 1x40" },
        at: ["6m", "9m", "15m"],
      },
    ],
  },
];
