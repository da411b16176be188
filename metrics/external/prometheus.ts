import { counter, gauge } from "../../lib/metrics/definitions.ts";

const ruleGroups = { upTo: 50 } as const;
const alertmanagers = { upTo: 3 } as const;
const scrapeJobs = { upTo: 50 } as const;

export const prometheusReloaded = gauge({
  name: "prometheus_config_last_reload_successful",
  help: "Whether the last configuration reload attempt was successful.",
  unit: "boolean",
});

export const ruleFailures = counter({
  name: "prometheus_rule_evaluation_failures_total",
  help: "The total number of rule evaluation failures.",
  unit: "items",
  labels: { rule_group: ruleGroups },
});

export const notificationErrors = counter({
  name: "prometheus_notifications_errors_total",
  help: "Total number of sent alerts affected by errors.",
  unit: "items",
  labels: { alertmanager: alertmanagers },
});

export const notificationsDropped = counter({
  name: "prometheus_notifications_dropped_total",
  help: "Total number of alerts dropped due to errors when sending to Alertmanager.",
  unit: "items",
  labels: { alertmanager: alertmanagers },
});

export const alertmanagersDiscovered = gauge({
  name: "prometheus_notifications_alertmanagers_discovered",
  help: "The number of alertmanagers discovered and active.",
  unit: "items",
});

/** Grows with every scrape that ends at a series over its label limits, whatever the job. */
export const labelLimitsExceeded = counter({
  name: "prometheus_target_scrape_pool_exceeded_label_limits_total",
  help: "Total number of times scrape pools hit the label limits, during sync or config reload.",
  unit: "items",
});

export const poolTargets = gauge({
  name: "prometheus_target_scrape_pool_targets",
  help: "Current number of targets in this scrape pool.",
  unit: "items",
  labels: { scrape_job: scrapeJobs },
});

export const poolTargetLimit = gauge({
  name: "prometheus_target_scrape_pool_target_limit",
  help: "Maximum number of targets allowed in this scrape pool.",
  unit: "items",
  labels: { scrape_job: scrapeJobs },
});

export const notificationsSent = counter({
  name: "prometheus_notifications_sent_total",
  help: "Total number of alerts sent.",
  unit: "items",
  labels: { alertmanager: alertmanagers },
});

export const notificationQueue = gauge({
  name: "prometheus_notifications_queue_length",
  help: "The number of alert notifications in the queue.",
  unit: "items",
  labels: { alertmanager: alertmanagers },
});

export const notificationQueueCapacity = gauge({
  name: "prometheus_notifications_queue_capacity",
  help: "The capacity of the alert notifications queue.",
  unit: "items",
});

export const ruleGroupDuration = gauge({
  name: "prometheus_rule_group_last_duration_seconds",
  help: "The duration of the last rule group evaluation.",
  unit: "seconds",
  labels: { rule_group: ruleGroups },
});

export const headSeries = gauge({
  name: "prometheus_tsdb_head_series",
  help: "Total number of series in the head block.",
  unit: "items",
});

export const writeLogSize = gauge({
  name: "prometheus_tsdb_wal_storage_size_bytes",
  help: "Size of the write log directory.",
  unit: "bytes",
});

export const headChunksSize = gauge({
  name: "prometheus_tsdb_head_chunks_storage_size_bytes",
  help: "Size of the chunks_head directory.",
  unit: "bytes",
});

/** The first block is written after about three hours. */
export const blocksSize = gauge({
  name: "prometheus_tsdb_storage_blocks_bytes",
  help: "The number of bytes that are currently used for local storage by all blocks.",
  unit: "bytes",
});
