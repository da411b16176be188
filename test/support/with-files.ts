import { isAbsolute } from "node:path";
import { type Outcome, run } from "../../cli/run.ts";
import { written } from "../../cli/tools/written.ts";
import { builtTool } from "./tools.ts";

/** Runs a pinned program, by its name or its path, in a temporary folder that holds these files. */
export async function withFiles(
  program: string,
  files: ReadonlyMap<string, string>,
  args: readonly string[],
): Promise<Outcome> {
  const command = isAbsolute(program) ? program : await builtTool(program);
  return written(files, (directory) => run(command, args, { directory }));
}
