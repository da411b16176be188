import { readdirSync } from "node:fs";
import { type NamedArchive, namedArchive } from "./archive/file-name.ts";
import { noFile } from "./errors.ts";

/**
 * The backups in a folder by their names, the newest first; none where there is no such folder. Fails with
 * `backup/no-file`.
 */
export function archivesIn(folder: string): readonly NamedArchive[] {
  return filesIn(folder)
    .flatMap((file) => namedArchive(file) ?? [])
    .sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime() || (a.file < b.file ? -1 : 1));
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    if (code === "ENOTDIR") throw noFile(folder, "it is no folder");
    throw error;
  }
}
