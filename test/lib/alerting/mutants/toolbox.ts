import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { run } from "../../../../cli/run.ts";
import { cacheDirectory } from "../../../../cli/tools/cache.ts";
import type { Cache, Toolbox } from "../../../../lib/alerting/mutants/index.ts";
import { builtTool } from "../../../support/tools.ts";

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

// Collecting garbage is a third of promtool's time, and a process of it does not live long.
const environment = { ...process.env, GOGC: "400" };

/** The pinned promtool; verdicts are kept beside the tools, unless a cache is given. */
export async function toolbox(cache = cacheIn(join(cacheDirectory(process.env), "mutants"))): Promise<Toolbox> {
  const program = await builtTool("promtool");
  const test: Toolbox["promtool"]["test"] = (files, tests) =>
    inFolder(files, (directory) => run(program, ["test", "rules", ...tests], { directory, environment }));
  return { promtool: { version: basename(dirname(program)), test }, cache };
}

async function inFolder<T>(files: ReadonlyMap<string, string>, use: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), "mutants-"));
  try {
    for (const [name, text] of files) await writeFile(join(directory, name), text);
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
