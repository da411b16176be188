import type { Secret } from "../../lib/services/secret.ts";
import type { Model } from "../../stacks/model.ts";
import { secrets } from "../../stacks/secrets.ts";
import { grafana } from "../../stacks/services/grafana.ts";
import { timescaledb } from "../../stacks/services/timescaledb.ts";
import type { Context } from "../command.ts";
import { restartedBy } from "../secrets/contents.ts";
import { alterRoles, DATABASE_ROLES } from "../secrets/database.ts";
import { databaseNotRunning } from "../secrets/errors.ts";
import { resetGrafanaAdmin } from "../secrets/grafana.ts";
import { tracked } from "../terminal/progress.ts";
import { type Container, containers } from "./containers.ts";
import { engineRefused } from "./errors.ts";
import { type Pushed, pushTo } from "./secrets.ts";
import type { Site } from "./site.ts";
import { waitForHealth } from "./wait.ts";

const PATIENCE_MILLISECONDS = 120_000;

/** What a push changed, and the containers that have read the old values. */
export interface Handed extends Pushed {
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
 * reader out for good. A database's data outlives its container, and a push may have been cut short before its roles
 * were told, so they are told each time.
 */
export async function refreshReaders(
  context: Context,
  { names }: Site,
  { services }: Model,
  { stale }: Pick<Handed, "stale">,
): Promise<void> {
  const { run } = context;
  const now = await containers(run, services.map(names.container));
  const database = names.container(timescaledb);
  if (isReady(now.get(database))) await alterRoles(run, database);
  const readers = [...now.values()].filter(({ id, name }) => stale.includes(id) && name !== database);
  await restarted(
    context,
    readers.map(({ name }) => name),
  );
  const shown = names.container(grafana);
  if (readers.some(({ name }) => name === shown)) await resetGrafanaAdmin(run, shown);
}

const isReady = (database: Container | undefined): boolean =>
  database?.state === "running" && (database.health === "healthy" || database.health === "none");

/** Fails where the secret is a role's password and the database cannot be told a new one. */
export async function requireDatabaseFor(
  { run }: Pick<Context, "run">,
  { names }: Site,
  secret: Secret,
): Promise<void> {
  if (!(secret.name in DATABASE_ROLES)) return;
  const database = names.container(timescaledb);
  const found = await containers(run, [database]);
  if (!isReady(found.get(database))) throw databaseNotRunning(secret.name, database);
}

/**
 * Makes a rotated secret count: in the database where it is a role's password, then in each service that reads it once,
 * when it starts.
 */
export async function restartReaders(
  context: Context,
  { names }: Site,
  { services }: Model,
  secret: Secret,
): Promise<readonly string[]> {
  const { run } = context;
  const database = names.container(timescaledb);
  const running = await containers(run, services.map(names.container));
  const affected = restartedBy(secret, services);
  if (affected.includes(timescaledb.name) && isReady(running.get(database))) await alterRoles(run, database);
  const readers = affected.filter((name) => name !== timescaledb.name);
  const present = services
    .filter(({ name }) => readers.includes(name))
    .map(names.container)
    .filter((name) => running.has(name));
  await restarted(context, present);
  const shown = names.container(grafana);
  if (secret.name === secrets.admin.name && present.includes(shown)) await resetGrafanaAdmin(run, shown);
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
