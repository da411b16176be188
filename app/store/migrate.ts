import type { ClientBase } from "pg";
import { MigrationError } from "./errors.ts";
import { type Migration, migrations } from "./migrations.ts";

/** Any fixed number: two applications that start together migrate one after the other. */
const LOCK = 7_203_511;

const PREPARE = `
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'quantflow') THEN
    CREATE SCHEMA quantflow;
  END IF;
END $$;
CREATE TABLE IF NOT EXISTS quantflow.migrations (
  version integer PRIMARY KEY,
  name text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);`;

async function apply(client: ClientBase, { version, name, sql }: Migration): Promise<void> {
  try {
    await client.query(sql);
    await client.query("INSERT INTO quantflow.migrations (version, name) VALUES ($1, $2)", [version, name]);
  } catch (error) {
    throw new MigrationError(version, name, error);
  }
}

/** Applies the steps that are missing, all or none. Throws STORE_MIGRATION. */
export async function migrate(client: ClientBase, steps: readonly Migration[] = migrations): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    await client.query(PREPARE);
    const { rows } = await client.query<{ version: number }>("SELECT version FROM quantflow.migrations");
    const applied = new Set(rows.map(({ version }) => version));
    for (const step of steps) if (!applied.has(step.version)) await apply(client, step);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
