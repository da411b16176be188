import { z } from "zod";
import type { HeartbeatResult } from "../../metrics/quantflow/watchman.ts";
import { parseJson } from "../http/body.ts";

/** The alert that always fires. */
const WATCHDOG = "Watchdog";

/**
 * As much of Alertmanager's webhook body, version 4, as a heartbeat needs.
 * Source: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
const notification = z.looseObject({
  alerts: z.array(z.looseObject({ status: z.enum(["firing", "resolved"]), labels: z.record(z.string(), z.string()) })),
});

/**
 * What a notification tells whoever watches over `environment`. One that lacks the external label `environment` is as
 * foreign as one that has another's: a watchman that counts somebody else's heartbeat is silent for ever.
 */
export function heartbeatIn(text: string, environment: string): HeartbeatResult {
  const body = notification.safeParse(parseJson(text));
  const beats = body.data?.alerts.filter(({ labels }) => labels["alertname"] === WATCHDOG) ?? [];
  if (beats.length === 0) return "invalid";
  const ours = beats.filter(({ labels }) => labels["environment"] === environment);
  if (ours.length === 0) return "foreign";
  return ours.some(({ status }) => status === "firing") ? "accepted" : "ended";
}
