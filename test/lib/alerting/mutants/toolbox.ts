import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { cacheDirectory } from "../../../../cli/tools/cache.ts";
import type { Cache, Toolbox } from "../../../../lib/alerting/mutants/index.ts";
import { builtTool } from "../../../support/tools.ts";
import { withFiles } from "../../../support/with-files.ts";

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "ENOENT";

/** Verdicts in files, each written whole or not at all. */
export const cacheIn = (directory: string): Cache => ({
  read: async (key) => {
    try {
      return await readFile(join(directory, key), "utf8");
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  write: async (key, text) => {
    await mkdir(directory, { recursive: true });
    const scratch = join(directory, `${key}.${process.pid}`);
    await writeFile(scratch, text);
    await rename(scratch, join(directory, key));
  },
});

export const noCache: Cache = { read: async () => undefined, write: async () => {} };

/** The pinned promtool; verdicts are kept beside the tools, unless a cache is given. */
export async function toolbox(cache = cacheIn(join(cacheDirectory(process.env), "mutants"))): Promise<Toolbox> {
  const program = await builtTool("promtool");
  const test: Toolbox["promtool"]["test"] = (files, tests) => withFiles("promtool", files, ["test", "rules", ...tests]);
  return { promtool: { version: basename(dirname(program)), test }, cache };
}
