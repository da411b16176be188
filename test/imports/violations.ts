import { MAY_IMPORT, ONLY_IN, ONLY_REEXPORT } from "./folders.ts";
import { importsOf, type Module, statementsThatDo } from "./modules.ts";

/** Every import that points the wrong way, as a sentence with file, import and rule. */
export const violations = (modules: readonly Module[]): readonly string[] =>
  modules.flatMap((module) => [
    ...importsOf(module).flatMap((imported) => [
      ...folderViolation(module, imported),
      ...placeViolation(module, imported),
    ]),
    ...indexViolations(module),
  ]);

const FOLDERS = Object.keys(MAY_IMPORT).sort((a, b) => b.length - a.length);
const isIn = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`);
const folderOf = (file: string): string | undefined => FOLDERS.find((folder) => isIn(file, folder));

function folderViolation({ file }: Module, imported: string): readonly string[] {
  const from = folderOf(file);
  if (from === undefined) return [`${file}: stands in no folder of the layout`];
  const isOurs = !imported.startsWith("@") && (imported.includes(".ts") || folderOf(imported) !== undefined);
  const allowed = [from, ...(MAY_IMPORT[from] as readonly string[])];
  if (!isOurs || allowed.some((folder) => isIn(imported, folder))) return [];
  return [`${file} imports ${imported}: ${from} may import ${allowed.slice(1).join(", ") || "nothing of ours"}`];
}

const placeViolation = ({ file }: Module, imported: string): readonly string[] =>
  ONLY_IN.filter(
    ({ packages, places }) => packages.test(imported) && !places.some((place) => file.startsWith(place)),
  ).map(({ places, why }) => `${file} imports ${imported}: only ${places.join(", ")} may, because ${why}`);

function indexViolations(module: Module): readonly string[] {
  if (!module.file.endsWith("/index.ts")) return [];
  const onlyReexport = ONLY_REEXPORT.some((folder) => module.file.startsWith(folder));
  const rule = onlyReexport ? "re-exports and does nothing else" : "re-exports or assembles";
  return statementsThatDo(module, onlyReexport).map((text) => `${module.file} has "${text}": an index ${rule}`);
}
