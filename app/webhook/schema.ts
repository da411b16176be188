import { hash } from "node:crypto";
import { z } from "zod";

const texts = z.record(z.string(), z.string()).default({});

/**
 * Alertmanager's webhook body, version 4. Only what is used is required, and what newer versions add is accepted:
 * `notification_reason` (0.32), `routeLabels` (0.34).
 * Source: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export const webhookBody = z.looseObject({
  version: z.string().default("4"),
  truncatedAlerts: z.int().min(0).default(0),
  receiver: z.string().default(""),
  alerts: z.array(
    z.looseObject({
      status: z.enum(["firing", "resolved"]),
      labels: z.record(z.string(), z.string()),
      annotations: texts,
      startsAt: z.string().min(1),
      endsAt: z.string().default(""),
      generatorURL: z.string().default(""),
      fingerprint: z.string().min(1),
    }),
  ),
});

export type WebhookBody = z.output<typeof webhookBody>;

/** An alert as the history keeps it. */
export const alertRecord = z.object({
  /** ISO 8601. */
  receivedAt: z.string(),
  status: z.enum(["firing", "resolved"]),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  startsAt: z.string(),
  endsAt: z.string(),
  fingerprint: z.string(),
  /** How many alerts Alertmanager left out of the notification that this one came in. */
  truncatedAlerts: z.int().default(0),
  /** When its delivery, once given up, was asked for again, ISO 8601. */
  retriedAt: z.string().optional(),
});

export type AlertRecord = Readonly<z.output<typeof alertRecord>>;

const KEY_LENGTH = 22;

/**
 * Notifications with the same key tell the same: Alertmanager repeats itself, and a pair of them does so twice. 132 bits
 * of a digest: short to remember, and safe in a header whatever a fingerprint holds.
 */
export const alertKey = ({
  fingerprint,
  status,
  startsAt,
}: Pick<AlertRecord, "fingerprint" | "status" | "startsAt">): string =>
  hash("sha256", JSON.stringify([fingerprint, status, startsAt]), "base64url").slice(0, KEY_LENGTH);

/** Since when it waits to be delivered, milliseconds since the epoch; NaN when its time cannot be read. */
export const waitsSince = ({ receivedAt, retriedAt }: Pick<AlertRecord, "receivedAt" | "retriedAt">): number =>
  Date.parse(retriedAt ?? receivedAt);

export const alertRecords = (body: WebhookBody, receivedAt: string): readonly AlertRecord[] =>
  body.alerts.map(({ status, labels, annotations, startsAt, endsAt, fingerprint }) => ({
    receivedAt,
    status,
    labels,
    annotations,
    startsAt,
    endsAt,
    fingerprint,
    truncatedAlerts: body.truncatedAlerts,
  }));
