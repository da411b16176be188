import { counter, gauge, histogram } from "../../lib/metrics/definitions.ts";
import { milliseconds, seconds } from "../../lib/metrics/units.ts";

/** Where alerts are delivered to: the store's table, and a receiver of the user's. */
export const ALERT_CHANNELS = ["history", "forward"] as const;
export type AlertChannel = (typeof ALERT_CHANNELS)[number];
const STATUSES = ["firing", "resolved"] as const;

export const webhookRequests = counter({
  name: "quantflow_webhook_requests_total",
  help: "Requests to /alerts/webhook, by the status code answered.",
  unit: "items",
  labels: { code: ["202", "400", "401", "413", "503"] },
});

export const alertsReceived = counter({
  name: "quantflow_alerts_received_total",
  help: "Alerts inside accepted webhook requests.",
  unit: "items",
  labels: { status: STATUSES },
});

export const alertsRepeated = counter({
  name: "quantflow_alerts_repeated_total",
  help: "Alerts inside accepted webhook requests that were known by fingerprint, status and start, and are not stored again.",
  unit: "items",
  labels: { status: STATUSES },
});

export const alertsTruncated = counter({
  name: "quantflow_alerts_truncated_total",
  help: "Alerts that Alertmanager left out of a webhook request because of max_alerts.",
  unit: "items",
});

export const alertDeliveries = counter({
  name: "quantflow_alert_deliveries_total",
  help: "Deliveries of an alert to a channel that ended, by outcome; a failed one is tried again, a dead one is given up.",
  unit: "items",
  labels: { channel: ALERT_CHANNELS, outcome: ["delivered", "failed", "dead"] },
});

export const alertDeliverySeconds = histogram({
  name: "quantflow_alert_delivery_seconds",
  help: "Time that a channel took for an alert, whether it took it or not.",
  unit: "seconds",
  labels: { channel: ALERT_CHANNELS },
  buckets: [
    milliseconds(1),
    milliseconds(5),
    milliseconds(10),
    milliseconds(25),
    milliseconds(50),
    milliseconds(100),
    milliseconds(250),
    milliseconds(500),
    seconds(1),
    milliseconds(2500),
    seconds(5),
    seconds(10),
  ],
});

export const alertOutbox = gauge({
  name: "quantflow_alert_outbox_alerts",
  help: "Alerts that wait for their delivery to a channel.",
  unit: "items",
  labels: { channel: ALERT_CHANNELS },
});

export const alertOutboxAge = gauge({
  name: "quantflow_alert_outbox_oldest_age_seconds",
  help: "Time since the arrival of the alert that has waited longest for its delivery to a channel, 0 when none does.",
  unit: "seconds",
  labels: { channel: ALERT_CHANNELS },
});

export const alertDeadLetters = gauge({
  name: "quantflow_alert_dead_letters",
  help: "Alerts whose delivery to a channel was given up, kept for who wants to try again.",
  unit: "items",
  labels: { channel: ALERT_CHANNELS },
});

export const alertLogUnreadable = counter({
  name: "quantflow_alert_log_unreadable_lines_total",
  help: "Lines of the alert log that could not be read at the start; they are kept in a file beside it.",
  unit: "items",
});

export const alertLogFailures = counter({
  name: "quantflow_alert_log_failures_total",
  help: "Writes of the alert log that failed: alerts not taken, deliveries not noted, or the log not made shorter.",
  unit: "items",
  labels: { operation: ["alerts", "delivery", "compaction"] },
});
