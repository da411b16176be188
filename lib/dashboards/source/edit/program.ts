import { posix } from "node:path";
import ts from "typescript";

/** What a source file says; undefined where there is none. Files are named by their path from the project's top. */
export type Read = (file: string) => string | undefined;

/** The sources as they are while they are edited: each file is parsed again after it has changed. */
export class Program {
  readonly #read: Read;
  readonly #edited = new Map<string, string | undefined>();
  readonly #parsed = new Map<string, ts.SourceFile>();

  constructor(read: Read) {
    this.#read = read;
  }

  /** Undefined where there is no such file. */
  text(file: string): string | undefined {
    return this.#edited.has(file) ? this.#edited.get(file) : this.#read(file);
  }

  source(file: string): ts.SourceFile | undefined {
    const known = this.#parsed.get(file);
    if (known) return known;
    const text = this.text(file);
    if (text === undefined) return undefined;
    const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
    this.#parsed.set(file, parsed);
    return parsed;
  }

  /** `undefined` removes the file. */
  write(file: string, text: string | undefined): void {
    this.#edited.set(file, text);
    this.#parsed.delete(file);
  }

  replace(file: string, start: number, end: number, text: string): void {
    const before = this.text(file) ?? "";
    this.write(file, before.slice(0, start) + text + before.slice(end));
  }

  /** Files that differ from what was read. */
  edited(): ReadonlyMap<string, string | undefined> {
    return new Map([...this.#edited].filter(([file, text]) => text !== this.#read(file)));
  }

  /** This file and all that it imports by a relative path, directly or not. */
  reached(from: string): readonly ts.SourceFile[] {
    const found = new Map<string, ts.SourceFile>();
    const waiting = [from];
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const source = found.has(file) ? undefined : this.source(file);
      if (!source) continue;
      found.set(file, source);
      waiting.push(...importedFiles(source));
    }
    return [...found.values()];
  }
}

/** The file that a relative import names; undefined for a package. */
export const importedFile = (from: ts.SourceFile, module: string): string | undefined =>
  module.startsWith(".") ? posix.join(posix.dirname(from.fileName), module) : undefined;

const importedFiles = (source: ts.SourceFile): readonly string[] =>
  source.statements.flatMap((statement) => {
    const named = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    if (!named || !statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const file = importedFile(source, statement.moduleSpecifier.text);
    // What writes dashboards is no dashboard: the library is large, and nothing in it is edited.
    return file?.endsWith(".ts") && !file.startsWith("lib/") ? [file] : [];
  });

/** Every node below, in the order of the text. */
export function descendants(node: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (child: ts.Node): void => {
    found.push(child);
    ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}

/** `dashboards/overview/feed.ts:12` */
export const placeOf = (node: ts.Node): string => {
  const source = node.getSourceFile();
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
};
