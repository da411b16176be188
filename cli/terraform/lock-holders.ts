import type { Context } from "../command.ts";
import { postgresConnection } from "./connection.ts";

/** Advisory locks on a state's row, or on the making of any state of the database (-1). */
export const holdersQuery = (schema: string): string =>
  `SELECT usename, client_addr, backend_start, pid FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND (objid::bigint IN (SELECT id FROM ${schema}.states) OR objid = 4294967295)`;

/**
 * Who holds the state in this schema: `terraform at 10.0.0.7 since 2026-11-23 13:05:42+00 (pid 4711)`. Asked by psql;
 * empty where there is none, where it cannot ask, and where the lock is free by now.
 */
export async function lockHolders(
  { run, variables }: Pick<Context, "run" | "variables">,
  schema: string,
): Promise<string> {
  const line = `SELECT format('%s at %s since %s (pid %s)', usename, coalesce(host(client_addr), 'its own machine'), date_trunc('second', backend_start), pid) FROM (${holdersQuery(schema)}) AS holder`;
  const environment = { ...variables, ...libpqVariables(postgresConnection(variables)) };
  const asked = await run("psql", ["-X", "-A", "-t", "-c", line], { environment }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  });
  return asked?.code === 0 ? asked.stdout.trim().replaceAll("\n", ", ") : "";
}

/** The connection in the variables of PostgreSQL's own library: an argument could be read by every user of the machine. */
function libpqVariables(url: URL): NodeJS.ProcessEnv {
  const { searchParams: said } = url;
  return {
    PGHOST: url.hostname.replace(/^\[|\]$/g, "") || (said.get("host") ?? ""),
    PGPORT: url.port || (said.get("port") ?? "5432"),
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: decodeURIComponent(url.pathname.slice(1)),
    PGSSLMODE: said.get("sslmode") ?? "require",
    PGSSLROOTCERT: said.get("sslrootcert") ?? "",
    PGCONNECT_TIMEOUT: "5",
  };
}
