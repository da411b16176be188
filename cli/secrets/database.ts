import type { Run } from "../run.ts";
import { databaseRefused } from "./errors.ts";

/** Roles whose password stands in the database itself, so that a new file alone would lock its reader out. */
export const DATABASE_ROLES: Readonly<Record<string, string>> = {
  "database-superuser-password": "postgres",
  "database-app-password": "quantflow_app",
  "database-exporter-password": "quantflow_exporter",
  "database-reader-password": "quantflow_reader",
};

/** Gives the role the password that stands in the container's own secret file: the value never leaves the container. */
export async function alterRole(run: Run, container: string, secret: string, role: string): Promise<void> {
  const input = `\\set password \`cat /run/secrets/${secret}\`\nALTER ROLE ${role} PASSWORD :'password';\n`;
  const psql = ["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--username=postgres", "--dbname=postgres"];
  const { code, stderr } = await run("docker", ["exec", "--interactive", container, ...psql], { input });
  if (code !== 0) throw databaseRefused(role, stderr.trim());
}
