import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Promtool, Toolbox } from "../../lib/alerting/mutants/index.ts";
import { cacheDirectory } from "../tools/cache.ts";
import { tool } from "../tools/index.ts";
import type { Workshop } from "../tools/workshop.ts";
import { fileCache } from "./cache.ts";

/** The pinned promtool, built when it is missing, and what it has said before. */
export async function toolbox(workshop: Workshop): Promise<Toolbox> {
  const path = await tool(workshop, "promtool");
  return { promtool: promtoolAt(path, workshop), cache: fileCache(join(cacheDirectory(workshop.variables), "proofs")) };
}

const promtoolAt = (path: string, { run, signal }: Workshop): Promtool => ({
  // The folder is named by the content that the program was built from.
  version: basename(dirname(path)),
  test: async (files, tests) => {
    const directory = await mkdtemp(join(tmpdir(), "promtool-"));
    try {
      for (const [name, text] of files) {
        await mkdir(dirname(join(directory, name)), { recursive: true });
        await writeFile(join(directory, name), text);
      }
      return await run(path, ["test", "rules", ...tests], { directory, signal });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
});
