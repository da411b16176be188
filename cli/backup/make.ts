import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type ImageSource, versionOf } from "../../lib/services/image.ts";
import type { Model } from "../../stacks/model.ts";
import { type ImageName, images } from "../../stacks/versions.ts";
import type { Context } from "../command.ts";
import { throwIfInterrupted } from "../errors.ts";
import { containers } from "../stack/containers.ts";
import type { Site } from "../stack/site.ts";
import { type Task, tracked } from "../terminal/progress.ts";
import { fileName, ownerOf } from "./archive/file-name.ts";
import type { Manifest, Part } from "./archive/manifest.ts";
import { openArchive } from "./archive/reader.ts";
import { ArchiveWriter } from "./archive/writer.ts";
import { copyOut } from "./copy-out.ts";
import { dump } from "./database.ts";
import { copyFailed, databaseAway } from "./errors.ts";
import { isDatabase, type Kept, type KeptDatabase } from "./kept.ts";
import { permanentSecrets } from "./permanent-secrets.ts";
import type { Start } from "./process.ts";
import { PARTIAL, removePartial } from "./retention.ts";
import { requireRoomFor, sizesOf } from "./room.ts";
import { sizeText } from "./size-text.ts";
import { toolboxOf } from "./toolbox.ts";

export interface MakeBackup {
  readonly site: Site;
  readonly platform: Pick<Model, "services" | "resolution">;
  readonly kept: readonly Kept[];
  /** The folder that it is put into. */
  readonly to: string;
  /** Where the engine keeps its volumes, as far as those are on this machine. */
  readonly engineFolders: readonly string[];
  readonly key: Uint8Array;
  readonly start: Start;
}

export interface Made {
  readonly path: string;
  readonly size: number;
  readonly manifest: Manifest;
  /** How long the services of a volume were held still, milliseconds. */
  readonly still: ReadonlyMap<string, number>;
}

/**
 * Backs an instance up into one archive, and reads it back. It has its name only then: what a backup that was cut short
 * leaves is called otherwise, and the next one removes it. To be called by the holder of the instance's lock.
 */
export async function makeBackup(context: Context, request: MakeBackup): Promise<Made> {
  const { site, platform, kept, to, key } = request;
  await requireDatabases(context, site, kept);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  removePartial(to, ownerOf(site.instance.prefix, site.environment.name));
  const sizes = await sizesOf(context, site, platform, kept);
  await requireRoomFor(sizes, [to, ...request.engineFolders]);
  const began = new Date(context.now());
  const path = join(to, fileName(site.instance.prefix, site.environment.name, began));
  const partial = `${path}${PARTIAL}`;
  try {
    const { manifest, still } = await written(context, request, partial, began);
    const size = await readBack(context, partial, key);
    await rename(partial, path);
    await synced(dirname(path));
    return { path, size, manifest, still };
  } finally {
    rmSync(partial, { force: true });
  }
}

async function requireDatabases({ run }: Context, { names }: Site, kept: readonly Kept[]): Promise<void> {
  for (const { services } of kept.filter(isDatabase)) {
    const wanted = services.map(names.container);
    const found = await containers(run, wanted);
    const away = wanted.find((name) => found.get(name)?.state !== "running");
    if (away !== undefined) throw databaseAway(away);
  }
}

async function written(context: Context, request: MakeBackup, path: string, began: Date) {
  const { site, platform, kept, key } = request;
  const file = await open(path, "wx", 0o600);
  const still = new Map<string, number>();
  const parts: Part[] = [];
  try {
    const writer = await ArchiveWriter.begin((bytes) => file.appendFile(bytes), key, randomBytes);
    parts.push(await secretsPart(writer, site, kept));
    for (const one of kept) {
      throwIfInterrupted(context.signal);
      parts.push(await volumePart(context, request, writer, one, still));
    }
    const manifest: Manifest = {
      madeAt: began.toISOString(),
      instance: site.instance.prefix,
      environment: site.environment.name,
      commit: await commitOf(context),
      versions: versionsOf(kept, platform.resolution.imageSource),
      parts,
    };
    await writer.finish(manifest);
    await file.sync();
    return { manifest, still };
  } finally {
    await file.close();
  }
}

/** What a service has encrypted itself is lost without the secret that it did it with. */
async function secretsPart(writer: ArchiveWriter, { store }: Site, kept: readonly Kept[]): Promise<Part> {
  const values = permanentSecrets(kept.flatMap(({ services }) => services)).map((secret) => [
    secret.name,
    store.find(secret),
  ]);
  const text = Buffer.from(JSON.stringify(Object.fromEntries(values)));
  return { name: "secrets", services: [], kind: "secrets", ...(await writer.add(once(text))) };
}

/** Null where this is no clone: a backup does not wait for one. */
async function commitOf({ run, root }: Context): Promise<string | null> {
  const { code, stdout } = await run("git", ["rev-parse", "--verify", "HEAD"], { directory: root }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
      return { code: null, stdout: "" };
    },
  );
  return code === 0 ? stdout.trim() : null;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function volumePart(
  context: Context,
  request: MakeBackup,
  writer: ArchiveWriter,
  kept: Kept,
  still: Map<string, number>,
): Promise<Part> {
  const { name, backup, services } = kept;
  const part = { name, kind: backup.kind, services: services.map((service) => service.name) };
  return tracked(context.progress, `back up ${name}`, async (task) => {
    if (isDatabase(kept)) return { ...part, ...(await addDatabase(context, request, writer, kept, task)) };
    const copy = { context, start: request.start, site: request.site, image: toolboxOf(request.platform) };
    const copied = await copyOut(copy, kept);
    still.set(name, copied.still);
    const written = await writer.add(copied.content, telling(task));
    await copied.finished();
    // An archive of no file has two blocks.
    if (written.size === 0) throw copyFailed(name, "nothing came");
    return { ...part, ...written };
  });
}

async function addDatabase(
  { signal }: Context,
  { start, site }: MakeBackup,
  writer: ArchiveWriter,
  { backup, services }: KeptDatabase,
  task: Task,
) {
  const [server] = services.map(site.names.container);
  const dumped = dump(start, signal, { ...backup, container: server ?? "" });
  const written = await writer.add(dumped.content, telling(task));
  return { ...written, database: await dumped.contents() };
}

const telling = (task: Task) => (bytes: number) => task.note(sizeText(bytes));

function versionsOf(kept: readonly Kept[], source: ImageSource): Record<string, string> {
  const names = [...new Set(kept.flatMap(({ services }) => services.map(({ image }) => image)))].sort();
  return Object.fromEntries(names.map((name) => [name, versionOf(images[name as ImageName], source)]));
}

/** The whole archive, as a restore will read it; answers its size. */
const readBack = (context: Context, path: string, key: Uint8Array): Promise<number> =>
  tracked(context.progress, "read the backup back", async (task) => {
    const archive = await openArchive(path, key);
    try {
      await archive.verify(telling(task));
      return archive.size;
    } finally {
      await archive.close();
    }
  });

/** A new name is on the disk once its folder is. */
async function synced(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
