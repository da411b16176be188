import type { Context } from "../../command.ts";
import type { DatabaseContents } from "../archive/manifest.ts";
import { contentsOf, type Database, statements } from "../database.ts";
import { countsDiffer, leftBehind, refilled } from "../errors.ts";
import type { Start } from "../process.ts";
import { feed } from "./feed.ts";

/** Where a dump is read into, until it is known to be whole. */
const stagedName = (database: string): string => `${database}_restored`;
/** What the used one is called until it is dropped. */
const replacedName = (database: string): string => `${database}_replaced`;

type Given = Pick<Context, "run" | "signal">;

/**
 * Reads a dump into a database beside the one that is used, and compares every table's rows. The roles are the
 * instance's own, with its own passwords. Fails with `restore/failed` or `restore/counts-differ`.
 */
export async function stageDatabase(
  context: Given,
  start: Start,
  of: Database,
  backup: { readonly content: AsyncIterable<Uint8Array>; readonly contents: DatabaseContents },
): Promise<void> {
  const staged = { ...of, database: stagedName(of.database) };
  const timescale = "timescaledb" in backup.contents.extensions;
  await told(context, of, "postgres", creation(of.database, staged.database));
  // https://docs.tigerdata.com/self-hosted/latest/backup-and-restore/logical-backup/
  if (timescale)
    await told(context, of, staged.database, "CREATE EXTENSION timescaledb; SELECT timescaledb_pre_restore();");
  const restoring = ["pg_restore", "--exit-on-error", `--username=${of.superuser}`, `--dbname=${staged.database}`];
  const process = start("docker", ["exec", "--interactive", of.container, ...restoring], {
    signal: context.signal,
    onWord: () => {},
  });
  await feed(of.database, process, backup.content);
  if (timescale) await told(context, of, staged.database, "SELECT timescaledb_post_restore();");
  const differences = differencesOf(backup.contents, await contentsOf(context, staged));
  if (differences.length > 0) throw countsDiffer(differences);
}

/** Puts the staged database in the place of the used one, with the privileges that were granted on that. */
export const swapDatabase = (context: Given, of: Database): Promise<void> =>
  told(context, of, "postgres", swap(of.database, stagedName(of.database)));

/** Removes the staged database. Fails with `restore/left-behind`. */
export const clearDatabase = (context: Given, of: Database): Promise<void> =>
  dropped(context, of, stagedName(of.database));

/** Removes the replaced database. Fails with `restore/left-behind`. */
export const dropDatabase = (context: Given, of: Database): Promise<void> =>
  dropped(context, of, replacedName(of.database));

const dropped = (context: Given, of: Database, database: string): Promise<void> =>
  told(context, of, "postgres", `DROP DATABASE IF EXISTS ${database} WITH (FORCE);`, leftBehind);

const told = (context: Given, of: Database, database: string, input: string, failed = refilled): Promise<void> =>
  statements(context, of, database, `SET log_min_error_statement = panic;\n${input}\n`, (why) =>
    failed(of.database, why),
  );

const creation = (database: string, staged: string): string => `
DROP DATABASE IF EXISTS ${staged} WITH (FORCE);
DROP DATABASE IF EXISTS ${replacedName(database)} WITH (FORCE);
SELECT format('CREATE DATABASE ${staged} TEMPLATE template0 OWNER %I ENCODING %L LC_COLLATE %L LC_CTYPE %L',
  pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate, datctype)
FROM pg_database WHERE datname = '${database}' \\gexec
REVOKE ALL ON DATABASE ${staged} FROM PUBLIC;
SELECT format('GRANT %s ON DATABASE ${staged} TO %s', privilege_type,
  CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END)
FROM pg_database, aclexplode(datacl) WHERE datname = '${database}' \\gexec`;

/** Both names change at once or neither does: whoever is cut off here leaves the one database or the other. */
const swap = (database: string, staged: string): string => `
BEGIN;
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname IN ('${database}', '${staged}');
ALTER DATABASE ${database} RENAME TO ${replacedName(database)};
ALTER DATABASE ${staged} RENAME TO ${database};
COMMIT;`;

/** What differs between two databases, a line for each table; none where both hold the same. */
export function differencesOf(backedUp: DatabaseContents, restored: DatabaseContents): readonly string[] {
  const [before, after] = [byName(backedUp), byName(restored)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((table) => {
    const [wanted, found] = [before.get(table), after.get(table)];
    if (!wanted) return [`${table} is there, and was not backed up`];
    if (!found) return [`${table} is not there; ${wanted.rows} rows were backed up`];
    if (found.rows !== wanted.rows) return [`${table} has ${found.rows} rows, and ${wanted.rows} were backed up`];
    return found.sum === wanted.sum ? [] : [`${table} has other values in its ${wanted.rows} rows`];
  });
}

const byName = ({ tables }: DatabaseContents) => new Map(tables.map((one) => [one.table, one]));
