import { join } from "node:path";
import { cacheDirectory, produce } from "./cache.ts";
import { type Folder, folderOf } from "./folder.ts";
import { compile } from "./go.ts";
import { heavy, together } from "./limit.ts";
import type { Workshop } from "./workshop.ts";

/** Where the program is, or will be once it is built. Fails when no folder of tools/ builds it. */
export const toolPath = (workshop: Pick<Workshop, "root" | "variables">, program: string): string => {
  const folder = folderOf(workshop.root, program);
  return join(directoryOf(workshop.variables, folder), program);
};

/** The absolute path of a program (`promtool`), which is built first when it is missing. */
export async function tool(workshop: Workshop, program: string): Promise<string> {
  await buildTools(workshop, [program]);
  return toolPath(workshop, program);
}

/** Builds the missing ones of these programs, two folders at a time. Costs nothing when all are there. */
export async function buildTools(workshop: Workshop, programs: readonly string[]): Promise<void> {
  const folders = new Map(programs.map((program) => folderOf(workshop.root, program)).map((one) => [one.name, one]));
  await together(
    workshop,
    [...folders.values()].map((folder) => (shared: Workshop) => buildFolder(shared, folder)),
  );
}

/** The directory that holds all programs of a folder, built first when it is missing. */
export const buildFolder = (workshop: Workshop, folder: Folder): Promise<string> =>
  produce(directoryOf(workshop.variables, folder), (scratch) => heavy(() => compile(workshop, folder, scratch)));

const directoryOf = (variables: NodeJS.ProcessEnv, folder: Folder): string =>
  join(cacheDirectory(variables), "tools", `${folder.name}-${folder.key}`);
