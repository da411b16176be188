import type { Context } from "../command.ts";
import { ensureEngine } from "../engine/index.ts";
import { engineRefused } from "../stack/errors.ts";
import { postgresConnection } from "../terraform/connection.ts";
import { statePlace } from "../terraform/index.ts";

/** The id of the engine that a plan is for, as it names itself: an address may lead to another one tomorrow. */
export async function engineId(context: Context): Promise<string> {
  await ensureEngine(context, { mayInstall: false });
  const { run, variables, signal } = context;
  const asked = await run("docker", ["info", "--format", "{{.ID}}"], { environment: variables, signal });
  const id = asked.stdout.trim();
  if (asked.code !== 0 || id === "") throw engineRefused("tell its id", asked.stderr.trim() || "it has none");
  return id;
}

/** Where the state of the stack in this folder lies, without the login that leads there. */
export function placeOfState(folder: string, variables: NodeJS.ProcessEnv): string {
  const { kind, where, schema } = statePlace(folder);
  return kind === "pg" ? `schema ${schema} of ${withoutLogin(postgresConnection(variables))}` : where;
}

/** Host and port may also be given as parameters; a Unix socket's folder is. */
function withoutLogin({ hostname, port, pathname, searchParams }: URL): string {
  const host = hostname || (searchParams.get("host") ?? "localhost");
  return `postgres://${host}:${port || (searchParams.get("port") ?? "5432")}${pathname}`;
}
