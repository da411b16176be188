import { join } from "node:path";
import type { Context } from "../command.ts";
import { formatterFailed } from "./errors.ts";
import type { Overlay } from "./pull-evaluate.ts";

type Given = Pick<Context, "root" | "run" | "signal">;

/**
 * Edited texts as Biome lays them out. A file that was laid out otherwise before keeps its own way: else the change
 * would drown in what the formatter moves.
 */
export async function formatted(given: Given, files: Overlay, before: (file: string) => string | undefined) {
  const all = [...files].map(async ([file, text]): Promise<[string, string | undefined]> => {
    const old = before(file);
    if (text === undefined) return [file, undefined];
    const wasFormatted = old === undefined || (await laidOut(given, file, old)) === old;
    return [file, wasFormatted ? await laidOut(given, file, text) : text];
  });
  return new Map(await Promise.all(all));
}

async function laidOut({ root, run, signal }: Given, file: string, input: string): Promise<string> {
  const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  const options = { input, directory: root, signal };
  const args = [biome, "format", "--colors=off", `--stdin-file-path=${file}`];
  const { code, stdout, stderr } = await run(process.execPath, args, options);
  if (code !== 0) throw formatterFailed(file, stderr.trim());
  return stdout;
}
