import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Cache } from "../../lib/alerting/mutants/index.ts";

/** Keeps texts in a folder, a file each, whole or not at all. */
export function fileCache(directory: string): Cache {
  const path = (key: string) => join(directory, `${key}.json`);
  return {
    read: (key) => readFile(path(key), "utf8").catch(unlessMissing),
    write: async (key, text) => {
      await mkdir(directory, { recursive: true });
      const written = `${path(key)}.${process.pid}`;
      await writeFile(written, text);
      await rename(written, path(key));
    },
  };
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
