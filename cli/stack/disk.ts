import { statfs } from "node:fs/promises";
import { diskFull } from "./errors.ts";

const MEBIBYTE = 2 ** 20;
/** What a working instance needs: state, logs and the stores' growth. A first build needs more. */
export const ROOM = { run: 512 * MEBIBYTE, build: 6 * 1024 * MEBIBYTE } as const;

/** Free bytes for an ordinary user on the file system that holds `path`. */
export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

export async function requireRoom(path: string, wanted: number): Promise<void> {
  const free = await freeBytes(path);
  if (free < wanted) throw diskFull(path, gibibytes(free), gibibytes(wanted));
}

export const gibibytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
