import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { PrintOptions, SourceFile } from "../../lib/dashboards/source/print/index.ts";
import { fileExists, outsideRepository } from "./import-errors.ts";

/** Where an imported dashboard is to stand. */
export interface Target {
  /** The folder that its paths are relative to. */
  readonly folder: string;
  readonly how: Pick<PrintOptions, "name" | "lib" | "as">;
}

/** Without `out`: as one file beside our own. A name that ends in `.ts` is the file's; any other a folder's. */
export function targetOf(root: string, out: string | undefined, name: string): Target {
  if (out === undefined) return { folder: join(root, "dashboards"), how: { name, lib: "../lib", as: "file" } };
  const path = resolve(out);
  if (isOutside(root, path)) throw outsideRepository(out, root);
  const isFile = path.endsWith(".ts");
  const folder = isFile ? dirname(path) : path;
  const lib = relative(folder, join(root, "lib"));
  const fromHere = lib.startsWith(".") ? lib : `./${lib}`;
  return { folder, how: { name: isFile ? basename(path, ".ts") : name, lib: fromHere, ...(isFile && { as: "file" }) } };
}

function isOutside(root: string, path: string): boolean {
  const inside = relative(root, path);
  return inside === "" || inside.startsWith("..") || isAbsolute(inside);
}

/** Writes the files and answers their paths. Fails, and writes nothing, where one is there and `force` is false. */
export function writeSource(folder: string, files: readonly SourceFile[], force: boolean): readonly string[] {
  const paths = files.map(({ path }) => join(folder, path));
  const taken = force ? [] : paths.filter((path) => existsSync(path));
  if (taken.length > 0) throw fileExists(taken);
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return paths;
}
