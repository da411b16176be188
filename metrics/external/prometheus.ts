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
