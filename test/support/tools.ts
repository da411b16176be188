import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../cli/run.ts";
import { silentProgress } from "../../cli/terminal/progress.ts";
import { buildFolder } from "../../cli/tools/build.ts";
import { readFolder } from "../../cli/tools/folder.ts";
import { tool, type Workshop } from "../../cli/tools/index.ts";
import type { ToolFolder } from "../../stacks/versions.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Compiling one of the pinned programs takes a minute or two on two cores; once built, it is kept. */
export const BUILDING = 600_000;

/** Tools are built without a word, and kept where every run keeps them. */
export const workshop: Workshop = {
  ...{ root, variables: process.env, run, progress: silentProgress },
  signal: new AbortController().signal,
};

/** The absolute path of a pinned program, built when it is missing. */
export const builtTool = (program: string): Promise<string> => tool(workshop, program);

/** The same, of one of several folders of tools/ that build a program of that name. */
export const builtIn = async (folder: ToolFolder, program: string): Promise<string> =>
  join(await buildFolder(workshop, readFolder(root, folder)), program);
