import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { COPY_COLUMNS } from "./copy-rows.ts";
import { sqlState } from "./errors.ts";

/** Stores one binary COPY of ticks. */
export type CopyTarget = (rows: Buffer) => Promise<void>;

const UNIQUE_VIOLATION = "23505";
const COLUMNS = COPY_COLUMNS.join(", ");
const STAGING = "pg_temp.arriving_ticks";

/** Sends one whole COPY. Rejects with the database's error, and then nothing of it is stored. */
export function copyInto(client: PoolClient, table: string, rows: Buffer): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${table} (${COLUMNS}) FROM STDIN (FORMAT binary)`));
  return new Promise((resolve, reject) => {
    stream.on("error", reject);
    stream.on("finish", resolve);
    stream.end(rows);
  });
}

async function copyNewOnes(client: PoolClient, rows: Buffer): Promise<void> {
  await client.query("BEGIN");
  await client.query(
    `CREATE TEMPORARY TABLE IF NOT EXISTS arriving_ticks (LIKE quantflow.ticks) ON COMMIT DELETE ROWS`,
  );
  await copyInto(client, STAGING, rows);
  await client.query(
    `INSERT INTO quantflow.ticks (${COLUMNS}) SELECT ${COLUMNS} FROM ${STAGING} ON CONFLICT DO NOTHING`,
  );
  await client.query("COMMIT");
}

/**
 * Stores ticks, those left alone that are there already. COPY knows no ON CONFLICT, so a batch in which one is there, a
 * backfill's or one sent again because its answer was lost, goes through a staging table; all others go straight.
 */
export async function copyTicks(client: PoolClient, rows: Buffer): Promise<void> {
  try {
    await copyInto(client, "quantflow.ticks", rows);
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    await copyNewOnes(client, rows);
  }
}
