import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { type Outcome, run } from "../../cli/run.ts";
import { builtTool } from "./tools.ts";

/** Runs a pinned program, by its name or its path, in a temporary folder that holds these files. */
export async function withFiles(
  program: string,
  files: ReadonlyMap<string, string>,
  args: readonly string[],
): Promise<Outcome> {
  const command = isAbsolute(program) ? program : await builtTool(program);
  const directory = await mkdtemp(join(tmpdir(), `${basename(program)}-`));
  try {
    for (const [name, text] of files) {
      await mkdir(dirname(join(directory, name)), { recursive: true });
      await writeFile(join(directory, name), text);
    }
    return await run(command, args, { directory });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
