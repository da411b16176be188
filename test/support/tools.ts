import { fileURLToPath } from "node:url";
import { run } from "../../cli/run.ts";
import { silentProgress } from "../../cli/terminal/progress.ts";
import { tool } from "../../cli/tools/index.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Compiling one of the pinned programs takes a minute or two on two cores; once built, it is kept. */
export const BUILDING = 600_000;

/** The absolute path of a pinned program, built when it is missing. */
export const builtTool = (program: string): Promise<string> =>
  tool({ root, variables: process.env, run, progress: silentProgress, signal: new AbortController().signal }, program);
