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
export interface AlertRecord {
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly fingerprint: string;
}

/** Notifications with the same key tell the same: Alertmanager repeats itself, and a pair of them does so twice. */
export const alertKey = ({
  fingerprint,
  status,
  startsAt,
}: Pick<AlertRecord, "fingerprint" | "status" | "startsAt">): string => JSON.stringify([fingerprint, status, startsAt]);

export const alertRecords = (body: WebhookBody, receivedAt: string): readonly AlertRecord[] =>
  body.alerts.map(({ status, labels, annotations, startsAt, endsAt, fingerprint }) => ({
    receivedAt,
    status,
    labels,
    annotations,
    startsAt,
    endsAt,
    fingerprint,
  }));
