/** Of the watchman, a process and a scrape job of its own: not part of the application's list. */
import { counter, gauge } from "../../lib/metrics/definitions.ts";

/** What the watchman tells people: that the heartbeat stopped, that it is still away, that it is back. */
export const MAIL_KINDS = ["silent", "reminder", "back"] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** What came of a notification: a heartbeat, the Watchdog's end, another environment's, or no Watchdog at all. */
export const HEARTBEAT_RESULTS = ["accepted", "ended", "foreign", "invalid"] as const;
export type HeartbeatResult = (typeof HEARTBEAT_RESULTS)[number];

export const heartbeats = counter({
  name: "watchman_heartbeats_total",
  help: "Notifications that showed the watchman's token, by what came of them; only accepted ones are heartbeats.",
  unit: "items",
  labels: { result: HEARTBEAT_RESULTS },
});

export const lastHeartbeat = gauge({
  name: "watchman_last_heartbeat_timestamp_seconds",
  help: "When the last heartbeat came, kept over a restart; 0 when none ever did.",
  unit: "timestamp",
});

export const watchmanSilence = gauge({
  name: "watchman_silence",
  help: "1 from the time when too many heartbeats are missing until the next one, else 0.",
  unit: "boolean",
});

export const watchmanMails = counter({
  name: "watchman_mails_total",
  help: "Attempts to mail people, by what they say and how they ended; a failed one is made again, a dropped one is not.",
  unit: "items",
  labels: { kind: MAIL_KINDS, outcome: ["sent", "failed", "dropped"] },
});

export const watchmanMailsWaiting = gauge({
  name: "watchman_mails_waiting",
  help: "Mails that the mail server has not taken yet.",
  unit: "items",
});

export const watchmanMailServer = gauge({
  name: "watchman_mail_server_up",
  help: "1 when the mail server let the watchman in at the last check or mail, else 0.",
  unit: "boolean",
});

export const watchmanStateFailures = counter({
  name: "watchman_state_failures_total",
  help: "Reads and writes of the file that keeps the watchman's state over a restart which failed.",
  unit: "items",
});

export const watchmanDroppedLabelSets = counter({
  name: "watchman_metrics_dropped_label_sets_total",
  help: "Recordings counted under the overflow label because a metric had reached its cap of label sets.",
  unit: "items",
});

export const watchmanDroppedValues = counter({
  name: "watchman_metrics_dropped_values_total",
  help: "Recordings refused because the value was not a finite number or lowered a counter.",
  unit: "items",
});
