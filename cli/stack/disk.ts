import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { Context } from "../command.ts";
import type { Engine } from "../engine/index.ts";
import { diskFull } from "./errors.ts";

const MEBIBYTE = 2 ** 20;
/**
 * What a working instance needs (state, logs and the stores' growth), an image with all that is compiled for it, and a
 * first build of everything (measured: 2.4 GiB of images, and compilers' caches).
 */
export const ROOM = { run: 512 * MEBIBYTE, image: 512 * MEBIBYTE, build: 6 * 1024 * MEBIBYTE } as const;

/** What must be free before so many images are got or built. */
export const roomFor = (images: number): number => Math.max(ROOM.run, Math.min(ROOM.build, images * ROOM.image));

/** Free bytes for an ordinary user on the file system that holds `path`, or will once it is made. */
export async function freeBytes(path: string): Promise<number> {
  if (!existsSync(path) && path !== dirname(path)) return freeBytes(dirname(path));
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

/** Fails with the first of these places that has less than `wanted` bytes free. */
export async function requireRoom(places: readonly string[], wanted: number): Promise<void> {
  for (const path of new Set(places)) {
    const free = await freeBytes(path);
    if (free < wanted) throw diskFull(path, gibibytes(free), gibibytes(wanted));
  }
}

/** Where the engine keeps images and volumes; nothing where those files are not on this machine. */
export async function engineFolders({ run }: Pick<Context, "run">, { endpoint }: Engine): Promise<readonly string[]> {
  if (!endpoint.startsWith("unix:")) return [];
  const { code, stdout } = await run("docker", ["info", "--format", "{{.DockerRootDir}}"]);
  const folder = stdout.trim();
  return code === 0 && existsSync(folder) ? [folder] : [];
}

export const gibibytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
