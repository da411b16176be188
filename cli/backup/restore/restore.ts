import type { Service } from "../../../lib/services/service.ts";
import type { Model } from "../../../stacks/model.ts";
import type { Context } from "../../command.ts";
import { engineRefused } from "../../stack/errors.ts";
import type { Site } from "../../stack/site.ts";
import { waitForHealth } from "../../stack/wait.ts";
import { tracked } from "../../terminal/progress.ts";
import type { Part } from "../archive/manifest.ts";
import type { Archive } from "../archive/reader.ts";
import type { Database } from "../database.ts";
import { damaged } from "../errors.ts";
import { isDatabase, type Kept, type KeptDatabase } from "../kept.ts";
import type { Start } from "../process.ts";
import { toolboxOf } from "../toolbox.ts";
import { clearDatabase, dropDatabase, stageDatabase, swapDatabase } from "./database.ts";
import { clearFiles, dropFiles, type Filling, stageFiles, swapFiles } from "./files.ts";
import { type ArchivedSecrets, replaceSecrets, secretsIn } from "./secrets.ts";

const HEALTH_MILLISECONDS = 180_000;

export interface Restore {
  readonly site: Site;
  readonly platform: Pick<Model, "services" | "resolution">;
  readonly archive: Archive;
  /** What the archive is called in messages. */
  readonly path: string;
  readonly kept: readonly Kept[];
  readonly start: Start;
  /** Hands the values of the site's store over to who reads them. */
  readonly push: () => Promise<unknown>;
}

export interface Restored {
  /** How long the services of the data did not work, milliseconds. */
  readonly still: number;
}

/**
 * Puts an archive's data in the place of a running instance's, with the secrets that it was encrypted with. All of it is
 * read in and compared beside what is there, while the services work; only then are they stopped, the data exchanged, and
 * they are started again.
 */
export async function restoreInto(context: Context, request: Restore): Promise<Restored> {
  const { site, platform, archive, path, kept } = request;
  const exchanged = new Set<Kept>();
  try {
    const secrets = await secretsIn(archive, path);
    for (const one of kept) await tracked(context.progress, `read ${one.name} in`, () => stage(context, request, one));
    const began = context.now();
    await tracked(context.progress, "exchange the data", () => exchange(context, request, secrets, exchanged));
    await tracked(context.progress, "wait until every service is healthy", (task) =>
      waitForHealth(
        context.run,
        platform.services.map(site.names.container),
        { now: context.now, pause: context.pause, limit: HEALTH_MILLISECONDS },
        task,
      ),
    );
    return { still: context.now() - began };
  } finally {
    for (const one of kept) await tidied(context, request, one, exchanged.has(one));
  }
}

/** Notes what was exchanged, also where it then fails. */
async function exchange(
  context: Context,
  request: Restore,
  secrets: ArchivedSecrets,
  exchanged: Set<Kept>,
): Promise<void> {
  const { site, platform, kept, push } = request;
  const names = ownersOf(platform.services, kept).map(site.names.container);
  const resume = [push, () => engine(context, "start", names)];
  try {
    await engine(context, "stop", names);
    for (const one of kept) {
      await swapped(context, request, one, secrets);
      exchanged.add(one);
    }
  } catch (error) {
    // What went wrong first is what its reader has to know.
    for (const step of resume) await step().catch(({ message }: Error) => context.terminal.tell(message));
    throw error;
  }
  for (const step of resume) await step();
}

/** Data and the secrets that it is encrypted with, or neither. */
async function swapped(context: Context, request: Restore, kept: Kept, secrets: ArchivedSecrets): Promise<void> {
  const undo = replaceSecrets(secrets, kept.services, request.site.store);
  try {
    await (isDatabase(kept)
      ? swapDatabase(context, serverOf(request, kept))
      : swapFiles(fillingOf(context, request), kept));
  } catch (error) {
    undo();
    throw error;
  }
}

/** Whoever writes to a volume of these, or works on a database of these; not the databases themselves. */
export function ownersOf(services: readonly Service[], kept: readonly Kept[]): readonly Service[] {
  const servers = kept.filter(isDatabase).flatMap((one) => one.services.map(({ name }) => name));
  const writers = kept.flatMap((one) => one.services.map(({ name }) => name));
  const uses = ({ connects = [], needs = [] }: Service) =>
    [...connects.map(({ to }) => to.service.name), ...needs.map(({ name }) => name)].some((name) =>
      servers.includes(name),
    );
  return services.filter(
    (service) => !servers.includes(service.name) && (writers.includes(service.name) || uses(service)),
  );
}

async function stage(context: Context, request: Restore, kept: Kept): Promise<void> {
  const { archive, start } = request;
  const part = partOf(archive, kept);
  const content = archive.part(part);
  if (!isDatabase(kept)) return stageFiles(fillingOf(context, request), kept, content);
  if (part.database === undefined) throw damaged(kept.name, "its manifest does not say what the database held");
  await stageDatabase(context, start, serverOf(request, kept), { content, contents: part.database });
}

/** Removes what was replaced, or where nothing was, what was read in. What does not go is told: it does no harm. */
async function tidied(context: Context, request: Restore, kept: Kept, exchanged: boolean): Promise<void> {
  const removed = isDatabase(kept)
    ? (exchanged ? dropDatabase : clearDatabase)(context, serverOf(request, kept))
    : (exchanged ? dropFiles : clearFiles)(fillingOf(context, request), kept);
  await removed.catch(({ message }: Error) => context.terminal.tell(message));
}

const fillingOf = (context: Context, { start, site, platform }: Restore): Filling => ({
  context,
  start,
  site,
  image: toolboxOf(platform),
});

function serverOf({ site }: Restore, { backup, services }: KeptDatabase): Database {
  const [server] = services.map(site.names.container);
  return { ...backup, container: server ?? "" };
}

export function partOf({ manifest }: Pick<Archive, "manifest">, { name }: Pick<Kept, "name">): Part {
  const part = manifest.parts.find((one) => one.name === name);
  if (!part) throw new TypeError(`the archive has no part ${name}`);
  return part;
}

async function engine({ run }: Context, verb: "start" | "stop", names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const { code, stderr } = await run("docker", [verb, ...names]);
  if (code !== 0) throw engineRefused(`${verb} ${names.join(", ")}`, stderr.trim());
}
