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
import { clearDatabase, stageDatabase, swapDatabase } from "./database.ts";
import { clearFiles, type Filling, stageFiles, swapFiles } from "./files.ts";

const HEALTH_MILLISECONDS = 180_000;

export interface Restore {
  readonly site: Site;
  readonly platform: Model;
  readonly archive: Archive;
  readonly kept: readonly Kept[];
  readonly start: Start;
}

export interface Restored {
  /** How long the services of the data did not work, milliseconds. */
  readonly still: number;
}

/**
 * Puts an archive's data in the place of a running instance's. All of it is read in and compared beside what is there,
 * while the services work; only then are they stopped, the data exchanged, and they are started again.
 */
export async function restoreInto(context: Context, request: Restore): Promise<Restored> {
  const { site, platform, kept } = request;
  try {
    for (const one of kept) await tracked(context.progress, `read ${one.name} in`, () => stage(context, request, one));
  } catch (error) {
    await cleared(context, request);
    throw error;
  }
  const names = ownersOf(platform.services, kept).map(site.names.container);
  const began = context.now();
  await tracked(context.progress, "exchange the data", async () => {
    await engine(context, "stop", names);
    try {
      for (const one of kept) await swapped(context, request, one);
    } finally {
      await engine(context, "start", names);
    }
  });
  await tracked(context.progress, "wait until every service is healthy", (task) =>
    waitForHealth(
      context.run,
      platform.services.map(site.names.container),
      { now: context.now, pause: context.pause, limit: HEALTH_MILLISECONDS },
      task,
    ),
  );
  return { still: context.now() - began };
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

const swapped = (context: Context, request: Restore, kept: Kept): Promise<void> =>
  isDatabase(kept) ? swapDatabase(context, serverOf(request, kept)) : swapFiles(fillingOf(context, request), kept);

/** After a failure, which stays the error that is told. */
async function cleared(context: Context, request: Restore): Promise<void> {
  for (const one of request.kept)
    await (isDatabase(one)
      ? clearDatabase(context, serverOf(request, one))
      : clearFiles(fillingOf(context, request), one)
    ).catch((error: Error) =>
      context.terminal.tell(`${one.name}: what was read in could not be removed: ${error.message}`),
    );
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
