import { z } from "zod";
import type { DatabaseDump } from "../../lib/services/volume.ts";
import type { Context } from "../command.ts";
import { type DatabaseContents, databaseShape, tableShape } from "./archive/manifest.ts";
import { copyFailed } from "./errors.ts";
import type { Start } from "./process.ts";

/** A server in a container, and a database of it. */
export interface Database extends Pick<DatabaseDump, "database" | "superuser"> {
  readonly container: string;
}

/** What makes the text of a row the same wherever and whenever it is read. */
const SETTINGS = "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET extra_float_digits = 1; SET statement_timeout = 0;";

/** TimescaleDB's own schemas hold chunks, which are counted in their tables. */
const CONTENTS = `SELECT 'quantflow:server ' || json_build_object('name', current_database(),
  'server', split_part(current_setting('server_version'), ' ', 1),
  'extensions', (SELECT json_object_agg(extname, extversion ORDER BY extname) FROM pg_extension));
SELECT format($$SELECT 'quantflow:table ' || json_build_object('table', %L, 'rows', count(*),
  'sum', coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text) FROM %s t$$,
  format('%I.%I', nspname, relname), format('%I.%I', nspname, relname))
FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
WHERE relkind IN ('r', 'p') AND NOT relispartition AND relpersistence = 'p'
  AND nspname !~ '^(pg_|information_schema$|_?timescaledb)'
ORDER BY nspname, relname \\gexec`;

const psql = ({ container, superuser }: Database, database: string): readonly string[] => [
  ...["exec", "--interactive", container, "psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"],
  ...["--set=ON_ERROR_STOP=1", `--username=${superuser}`, `--dbname=${database}`],
];

/** A dump and the contents it was made from: both of one snapshot, so that what is written meanwhile is in neither. */
export interface Dump {
  /** What pg_dump writes in its custom format. */
  readonly content: AsyncIterable<Uint8Array>;
  /** Call it when the content was read to its end. Fails with `backup/copy-failed`. */
  readonly contents: () => Promise<DatabaseContents>;
}

export function dump(start: Start, signal: AbortSignal, of: Database): Dump {
  const words: string[] = [];
  const { input, output, ended } = start("docker", psql(of, of.database), {
    signal,
    onWord: (word) => words.push(word),
  });
  input.end(`${SETTINGS}
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT pg_export_snapshot() AS snapshot \\gset
\\setenv SNAPSHOT :snapshot
\\! pg_dump --format=custom --username=${of.superuser} --dbname=${of.database} --snapshot="$SNAPSHOT" && echo quantflow:dumped >&2
\\o |cat >&2
${CONTENTS}
COMMIT;
`);
  return {
    content: output,
    async contents() {
      const { code, complaint } = await ended;
      if (code !== 0 || !words.includes("dumped")) throw copyFailed(of.container, complaint || `exit code ${code}`);
      return contentsIn(of, words);
    },
  };
}

/** What stands in a database now. */
export async function contentsOf({ run }: Pick<Context, "run">, of: Database): Promise<DatabaseContents> {
  const input = `${SETTINGS}\n${CONTENTS}\n`;
  const { code, stdout, stderr } = await run("docker", psql(of, of.database), { input });
  if (code !== 0) throw copyFailed(of.container, stderr.trim());
  return contentsIn(
    of,
    stdout.split("\n").map((line) => line.replace(/^quantflow:/, "")),
  );
}

/** A line may be cut short by whatever ended the server. */
function contentsIn({ container }: Database, words: readonly string[]): DatabaseContents {
  const told = (kind: string): unknown[] =>
    words.flatMap((word) => (word.startsWith(`${kind} `) ? [JSON.parse(word.slice(kind.length + 1))] : []));
  try {
    const server = z.looseObject({}).parse(told("server")[0]);
    return databaseShape.parse({ ...server, tables: told("table").map((table) => tableShape.parse(table)) });
  } catch (cause) {
    throw copyFailed(container, `what psql printed of it cannot be read: ${(cause as Error).message}`);
  }
}

/** One statement after the other; fails with what the server said. */
export async function statements(
  { run }: Pick<Context, "run">,
  of: Database,
  database: string,
  input: string,
  failed: (why: string) => Error,
): Promise<void> {
  const { code, stderr } = await run("docker", psql(of, database), { input });
  if (code !== 0) throw failed(stderr.trim());
}
