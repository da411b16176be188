import type { Secret } from "../../lib/services/secret.ts";
import type { Model } from "../../stacks/model.ts";
import { timescaledb } from "../../stacks/services/timescaledb.ts";
import type { Context } from "../command.ts";
import { readersOf } from "../secrets/contents.ts";
import { alterRole, DATABASE_ROLES } from "../secrets/database.ts";
import { tracked } from "../terminal/progress.ts";
import { containers } from "./containers.ts";
import { engineRefused } from "./errors.ts";
import type { Site } from "./site.ts";
import { waitForHealth } from "./wait.ts";

const PATIENCE_MILLISECONDS = 120_000;

/** Makes a rotated secret count: in the database where it is a role's password, then in each service that reads it. */
export async function restartReaders(
  context: Context,
  { names }: Site,
  { services }: Model,
  secret: Secret,
): Promise<readonly string[]> {
  const { run, progress, now, pause } = context;
  const role = DATABASE_ROLES[secret.name];
  const database = names.container(timescaledb);
  const running = await containers(run, services.map(names.container));
  if (role && running.has(database)) await alterRole(run, database, secret.name, role);
  const readers = readersOf(secret, services).filter((name) => name !== timescaledb.name);
  const restarted = services
    .filter(({ name }) => readers.includes(name))
    .map(names.container)
    .filter((name) => running.has(name));
  await tracked(progress, "restart the readers", async (task) => {
    await restart(context, restarted);
    await waitForHealth(run, restarted, { now, pause, limit: PATIENCE_MILLISECONDS }, task);
  });
  return restarted;
}

async function restart({ run }: Context, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const { code, stderr } = await run("docker", ["restart", ...names]);
  if (code !== 0) throw engineRefused(`restart ${names.join(", ")}`, stderr.trim());
}
