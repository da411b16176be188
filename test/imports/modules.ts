import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

export interface Module {
  /** Relative to the repository, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

/** TypeScript files of these folders and files, whatever of them is there. */
export function modulesOf(root: string, names: readonly string[]): readonly Module[] {
  const files = names.flatMap((name) => filesUnder(path.join(root, name)));
  return files.map((file) => ({
    file: path.relative(root, file).replaceAll(path.sep, "/"),
    text: readFileSync(file, "utf8"),
  }));
}

function filesUnder(name: string): readonly string[] {
  if (!existsSync(name)) return [];
  if (statSync(name).isFile()) return [name];
  const entries = readdirSync(name, { recursive: true, encoding: "utf8" });
  return entries
    .filter((entry) => entry.endsWith(".ts") && !entry.includes("node_modules"))
    .map((entry) => path.join(name, entry));
}

/** What a module imports, dynamically or for its types too: files relative to the repository, packages as written. */
export const importsOf = ({ file, text }: Module): readonly string[] =>
  ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith(".") ? path.posix.join(path.posix.dirname(file), fileName) : fileName,
    );

/** Statements of a table of contents that do more than that. */
export function statementsThatDo({ file, text }: Module, onlyReexport: boolean): readonly string[] {
  const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const assembles = (one: ts.Statement): boolean =>
    ts.isVariableStatement(one) || ts.isTypeAliasDeclaration(one) || ts.isImportDeclaration(one);
  const harmless = (one: ts.Statement): boolean => ts.isExportDeclaration(one) || (!onlyReexport && assembles(one));
  return statements.filter((one) => !harmless(one)).map((one) => one.getText().split("\n")[0] as string);
}
