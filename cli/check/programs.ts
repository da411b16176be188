import { join } from "node:path";
import type { Context } from "../command.ts";
import type { Part, Verdict } from "./part.ts";

/** The compiler; what it knows of unchanged files it keeps in the clone. */
export const types: Part = {
  name: "types",
  run: (context) =>
    program(context, "tsc", ["--noEmit", "--incremental", "--tsBuildInfoFile", ".quantflow/check/types.json"]),
};

export const style: Part = { name: "style", run: (context) => program(context, "biome", ["ci", "."]) };

async function program({ root, run, signal }: Context, name: string, args: readonly string[]): Promise<Verdict> {
  const { code, stdout, stderr } = await run(join(root, "node_modules", ".bin", name), args, {
    directory: root,
    signal,
  });
  const said = [stdout, stderr].join("\n").trim();
  return { looked: name, problems: code === 0 ? [] : [said || `${name} ended with exit code ${code}`] };
}
