import type { Secret } from "../../lib/services/secret.ts";
import type { Model } from "../../stacks/model.ts";
import { timescaledb } from "../../stacks/services/timescaledb.ts";
import type { Context } from "../command.ts";
import { readersOf } from "../secrets/contents.ts";
import { alterRole, DATABASE_ROLES } from "../secrets/database.ts";
import type { PushResult } from "../secrets/push.ts";
import { tracked } from "../terminal/progress.ts";
import { containers } from "./containers.ts";
import { engineRefused } from "./errors.ts";
import { pushTo } from "./secrets.ts";
import type { Site } from "./site.ts";
import { waitForHealth } from "./wait.ts";

const PATIENCE_MILLISECONDS = 120_000;

/** What a push changed, and the containers that have read the old values. */
export interface Handed extends PushResult {
  readonly stale: readonly string[];
}

/** Hands the secrets over; `refreshReaders` makes them count where somebody has read the old ones. */
export async function pushUnderReaders(context: Context, site: Site, platform: Model): Promise<Handed> {
  const { names } = site;
  const before = await containers(context.run, platform.services.map(names.container));
  const pushed = await pushTo(context, site, platform);
  const changed = platform.services.filter(({ name }) => pushed.changed.includes(name));
  return { ...pushed, stale: changed.flatMap((service) => before.get(names.container(service))?.id ?? []) };
}

/**
 * Makes changed secrets count for what ran before they changed: a value that a person replaced would otherwise lock its
 * reader out for good. A database's data outlives its container, so its roles are told whether or not it ran.
 */
export async function refreshReaders(
  context: Context,
  { names }: Site,
  { services }: Model,
  { changed, stale }: Handed,
): Promise<void> {
  const { run } = context;
  const now = await containers(run, services.map(names.container));
  const database = names.container(timescaledb);
  if (changed.includes(timescaledb.name) && now.get(database)?.state === "running")
    for (const [secret, role] of Object.entries(DATABASE_ROLES)) await alterRole(run, database, secret, role);
  const readers = [...now.values()].filter(({ id, name }) => stale.includes(id) && name !== database);
  await restarted(
    context,
    readers.map(({ name }) => name),
  );
}

/** Makes a rotated secret count: in the database where it is a role's password, then in each service that reads it. */
export async function restartReaders(
  context: Context,
  { names }: Site,
  { services }: Model,
  secret: Secret,
): Promise<readonly string[]> {
  const { run } = context;
  const role = DATABASE_ROLES[secret.name];
  const database = names.container(timescaledb);
  const running = await containers(run, services.map(names.container));
  if (role && running.has(database)) await alterRole(run, database, secret.name, role);
  const readers = readersOf(secret, services).filter((name) => name !== timescaledb.name);
  const present = services
    .filter(({ name }) => readers.includes(name))
    .map(names.container)
    .filter((name) => running.has(name));
  await restarted(context, present);
  return present;
}

async function restarted(context: Context, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const { run, progress, now, pause } = context;
  await tracked(progress, "restart the readers of changed secrets", async (task) => {
    await restart(context, names);
    await waitForHealth(run, names, { now, pause, limit: PATIENCE_MILLISECONDS }, task);
  });
}

async function restart({ run }: Context, names: readonly string[]): Promise<void> {
  const { code, stderr } = await run("docker", ["restart", ...names]);
  if (code !== 0) throw engineRefused(`restart ${names.join(", ")}`, stderr.trim());
}
