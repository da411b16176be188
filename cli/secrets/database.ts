import type { Run } from "../run.ts";
import { databaseRefused } from "./errors.ts";

/** Roles whose password stands in the database itself, so that a new file alone would lock its reader out. */
export const DATABASE_ROLES: Readonly<Record<string, string>> = {
  "database-superuser-password": "postgres",
  "database-app-password": "quantflow_app",
  "database-exporter-password": "quantflow_exporter",
  "database-reader-password": "quantflow_reader",
};

/** It reads its certificate when it starts, and when it is told to. */
const REREAD = "SELECT pg_reload_conf() \\g /dev/null\n";

/**
 * Gives every role the password that stands in the container's own secret file: the value never leaves the container. A new
 * certificate counts from now on as well.
 * A statement that fails would be written to the server's log, password and all, if it were not told to keep silent.
 */
export async function alterRoles(run: Run, container: string): Promise<void> {
  const statements = Object.entries(DATABASE_ROLES).map(
    ([secret, role]) => `\\set password \`cat /run/secrets/${secret}\`\nALTER ROLE ${role} PASSWORD :'password';\n`,
  );
  const input = ["SET log_min_error_statement = panic;\n", ...statements, REREAD].join("");
  const psql = ["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--username=postgres", "--dbname=postgres"];
  const { code, stderr } = await run("docker", ["exec", "--interactive", container, ...psql], { input });
  if (code !== 0) throw databaseRefused(stderr.trim());
}
