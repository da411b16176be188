import type { Proof } from "../proof.ts";

const redis = 'job="redis",instance="redis-exporter:9121"';
const target = { job: "redis", instance: "redis-exporter:9121" };
const prometheus = 'job="prometheus",instance="prometheus:9090"';
const exceeded = `prometheus_target_scrape_pool_exceeded_label_limits_total{${prometheus}}`;

export const scrapes: readonly Proof[] = [
  {
    alert: "RestartLoop",
    series: { [`process_start_time_seconds{${redis}}`]: "0x19 300 330 360x99" },
    silentAt: ["4m", "5m15s"],
    firesAt: "5m30s",
    resolvedAt: "21m",
    labels: { ...target, severity: "critical", owner: "platform" },
    summary: "redis-exporter:9121 keeps restarting",
    description: "redis-exporter:9121 restarted 3 times within 15 min.",
    silent: [
      {
        when: "it was deployed twice",
        series: { [`process_start_time_seconds{${redis}}`]: "0x19 300x19 600x40" },
        at: ["5m", "10m", "15m"],
      },
    ],
  },
  {
    alert: "ScrapeLimitHit",
    series: {
      [`scrape_samples_post_metric_relabeling{${redis}}`]: "100x19 600x19 100x39",
      [`scrape_sample_limit{${redis}}`]: "500x79",
    },
    silentAt: ["4m"],
    firesAt: "5m",
    resolvedAt: "10m",
    labels: { ...target, severity: "critical", owner: "platform", explains: "down" },
    summary: "redis exposes too many series",
    description:
      "redis-exporter:9121 exposes 120% of its sample limit, so Prometheus refuses the whole scrape and the job looks down. A label has probably got unbounded values.",
    silent: [
      {
        when: "it has no limit",
        series: {
          [`scrape_samples_post_metric_relabeling{${redis}}`]: "600x40",
          [`scrape_sample_limit{${redis}}`]: "0x40",
        },
        at: ["1m", "9m"],
      },
      {
        when: "it is down and brings nothing",
        series: {
          [`scrape_samples_post_metric_relabeling{${redis}}`]: "0x40",
          [`scrape_sample_limit{${redis}}`]: "500x40",
        },
        at: ["1m", "9m"],
      },
    ],
  },
  {
    alert: "ScrapeBodyLimitHit",
    series: { [`scrape_body_size_bytes{${redis}}`]: "1000x19 -1x19 1000x39" },
    silentAt: ["4m"],
    firesAt: "5m",
    resolvedAt: "10m",
    labels: { ...target, severity: "critical", owner: "platform", explains: "down" },
    summary: "redis answers scrapes with too much text",
    description:
      "The answer of redis-exporter:9121 is longer than its body size limit, so Prometheus refuses the whole scrape and the job looks down.",
    silent: [
      {
        when: "it is down and answers nothing",
        series: { [`scrape_body_size_bytes{${redis}}`]: "0x40" },
        at: ["1m", "9m"],
      },
    ],
  },
  {
    alert: "LabelLimitHit",
    series: {
      [`up{${redis}}`]: "1x19 0x19 1x39",
      [`scrape_samples_scraped{${redis}}`]: "100x19 8x19 100x39",
      [`scrape_samples_post_metric_relabeling{${redis}}`]: "100x19 7x19 100x39",
      [exceeded]: "0x20 1+1x17 19x39",
    },
    silentAt: ["4m"],
    firesAt: "6m",
    resolvedAt: "10m",
    labels: { ...target, severity: "critical", owner: "platform", explains: "down" },
    summary: "redis exposes too many or too long labels",
    description:
      "redis-exporter:9121 exposes a series over its label limits, so Prometheus refuses the whole scrape and the job looks down; its target page names the series.",
    silent: [
      {
        when: "it is down and brings nothing",
        series: {
          [`up{${redis}}`]: "0x40",
          [`scrape_samples_scraped{${redis}}`]: "0x40",
          [`scrape_samples_post_metric_relabeling{${redis}}`]: "0x40",
        },
        at: ["1m", "9m"],
      },
      {
        when: "it is down and drops a sample on purpose, and no label limit was met",
        series: {
          [`up{${redis}}`]: "0x40",
          [`scrape_samples_scraped{${redis}}`]: "8x40",
          [`scrape_samples_post_metric_relabeling{${redis}}`]: "7x40",
          [exceeded]: "3x40",
        },
        at: ["1m", "9m"],
      },
      {
        when: "it has too many samples, which is another limit",
        series: {
          [`up{${redis}}`]: "0x40",
          [`scrape_samples_scraped{${redis}}`]: "600x40",
          [`scrape_samples_post_metric_relabeling{${redis}}`]: "600x40",
        },
        at: ["1m", "9m"],
      },
    ],
  },
  {
    alert: "TargetLimitHit",
    series: {
      [`prometheus_target_scrape_pool_targets{${prometheus},scrape_job="redis"}`]: "10x19 11x19 10x39",
      [`prometheus_target_scrape_pool_target_limit{${prometheus},scrape_job="redis"}`]: "10x79",
    },
    silentAt: ["4m"],
    firesAt: "5m",
    resolvedAt: "10m",
    labels: { job: "redis", scrape_job: "redis", severity: "critical", owner: "platform" },
    summary: "redis has too many targets",
    description: "Job redis has 110% of the targets it may have, so Prometheus scrapes none of them and all look down.",
    silent: [
      {
        when: "it has no limit",
        series: {
          [`prometheus_target_scrape_pool_targets{${prometheus},scrape_job="redis"}`]: "11x40",
          [`prometheus_target_scrape_pool_target_limit{${prometheus},scrape_job="redis"}`]: "0x40",
        },
        at: ["5m", "9m"],
      },
      {
        when: "it has as many as it may",
        series: {
          [`prometheus_target_scrape_pool_targets{${prometheus},scrape_job="redis"}`]: "10x40",
          [`prometheus_target_scrape_pool_target_limit{${prometheus},scrape_job="redis"}`]: "10x40",
        },
        at: ["5m", "9m"],
      },
    ],
  },
];
