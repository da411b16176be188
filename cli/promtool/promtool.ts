import { basename, dirname, join } from "node:path";
import type { Promtool, Toolbox } from "../../lib/alerting/mutants/index.ts";
import { cacheDirectory } from "../tools/cache.ts";
import { tool, type Workshop } from "../tools/index.ts";
import { written } from "../tools/written.ts";
import { fileCache } from "./cache.ts";

/** The pinned promtool, built when it is missing, and what it has said before. */
export async function toolbox(workshop: Workshop): Promise<Toolbox> {
  const path = await tool(workshop, "promtool");
  return { promtool: promtoolAt(path, workshop), cache: fileCache(join(cacheDirectory(workshop.variables), "proofs")) };
}

const promtoolAt = (path: string, { run, signal, variables }: Workshop): Promtool => ({
  // The folder is named by the content that the program was built from.
  version: basename(dirname(path)),
  test: (files, tests) =>
    written(files, (directory) =>
      run(path, ["test", "rules", ...tests], { directory, signal, environment: { ...variables, ...HURRIED } }),
    ),
});

/** Collecting garbage is a third of promtool's time, and a process of it does not live long. */
const HURRIED = { GOGC: "400" };
