import { counter, gauge } from "../../lib/metrics/definitions.ts";

/** Integrations that 0.31 knows; every one is initialised at 0. */
const integrations = { upTo: 25 } as const;
const reasons = { upTo: 6 } as const;

export const alertmanagerReloaded = gauge({
  name: "alertmanager_config_last_reload_successful",
  help: "Whether the last configuration reload attempt was successful.",
  unit: "boolean",
});

export const alertmanagerFailures = counter({
  name: "alertmanager_notifications_failed_total",
  help: "The total number of failed notifications.",
  unit: "items",
  labels: { integration: integrations, reason: reasons },
});

export const alertmanagerNotifications = counter({
  name: "alertmanager_notifications_total",
  help: "The total number of attempted notifications.",
  unit: "items",
  labels: { integration: integrations },
});

/** Grows where it cannot write down what it has notified, and its silences beside that. */
export const notificationLogErrors = counter({
  name: "alertmanager_nflog_maintenance_errors_total",
  help: "How many maintenances were executed for the notification log that failed.",
  unit: "items",
});

/** As Alertmanager holds them: suppressed by a silence or an inhibition, or not. */
export const alertmanagerAlerts = gauge({
  name: "alertmanager_alerts",
  help: "How many alerts by state.",
  unit: "items",
  labels: { state: ["active", "suppressed", "unprocessed"] },
});

export const alertmanagerSilences = gauge({
  name: "alertmanager_silences",
  help: "How many silences by state.",
  unit: "items",
  labels: { state: ["active", "pending", "expired"] },
});
