import type { AlertRecord } from "../webhook/schema.ts";
import { numberArray, textArray } from "./array-literal.ts";
import type { Database } from "./postgres.ts";

const INSERT = `
INSERT INTO quantflow.alerts (received_at, status, labels, annotations, starts_at, ends_at, fingerprint, truncated)
SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::json[], $4::json[], $5::text[], $6::text[], $7::text[],
  $8::integer[])
ON CONFLICT DO NOTHING`;

const NEWEST = `
SELECT received_at AS "receivedAt", status, labels, annotations, starts_at AS "startsAt", ends_at AS "endsAt", fingerprint,
  truncated AS "truncatedAlerts"
FROM quantflow.alerts ORDER BY received_at DESC, fingerprint, status LIMIT $1`;

type StoredAlert = Omit<AlertRecord, "receivedAt"> & { readonly receivedAt: Date };

/** Stores alerts, those left alone that are there already by fingerprint, status and start. */
export const storeAlerts = (database: Pick<Database, "insert">, alerts: readonly AlertRecord[]): Promise<void> =>
  database.insert({
    text: INSERT,
    values: [
      textArray(alerts.map(({ receivedAt }) => receivedAt)),
      textArray(alerts.map(({ status }) => status)),
      textArray(alerts.map(({ labels }) => JSON.stringify(labels))),
      textArray(alerts.map(({ annotations }) => JSON.stringify(annotations))),
      textArray(alerts.map(({ startsAt }) => startsAt)),
      textArray(alerts.map(({ endsAt }) => endsAt)),
      textArray(alerts.map(({ fingerprint }) => fingerprint)),
      numberArray(alerts.map(({ truncatedAlerts }) => truncatedAlerts)),
    ],
  });

/** The alerts that came last, newest first. */
export const newestAlerts = async (database: Pick<Database, "query">, limit: number): Promise<readonly AlertRecord[]> =>
  (await database.query<StoredAlert>(NEWEST, [limit])).map(({ receivedAt, ...alert }) => ({
    receivedAt: receivedAt.toISOString(),
    ...alert,
  }));
