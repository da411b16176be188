import { counter } from "../../lib/metrics/definitions.ts";

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
  labels: { status: ["firing", "resolved"] },
});

export const alertsTruncated = counter({
  name: "quantflow_alerts_truncated_total",
  help: "Alerts that Alertmanager left out of a webhook request because of max_alerts.",
  unit: "items",
});
