import { chmodSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { foreignFiles, foreignManifest, notWritable } from "./errors.ts";

export interface Rendering {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}

/** Names every file that the last rendering wrote, so that only those are ever removed. */
const MANIFEST = ".quantflow-rendered.json";

/** Makes the folder hold these files (relative path to text). Fails where the folder cannot be written. */
export function writeRendering(out: string, files: ReadonlyMap<string, string>): Rendering {
  try {
    return replaceRendering(out, files);
  } catch (error) {
    if (error instanceof Error && "syscall" in error) throw notWritable(out, error);
    throw error;
  }
}

function replaceRendering(out: string, files: ReadonlyMap<string, string>): Rendering {
  const before = readManifest(out);
  requireOurs(out, files, before);
  mkdirSync(out, { recursive: true });
  // Old and new names together first: a rendering that is cut short still knows all that it may have written.
  writeManifest(out, [...new Set([...before, ...files.keys()])]);
  const paths = [...files.keys()].sort();
  const written = paths.filter((path) => writeFile(join(out, path), files.get(path) ?? ""));
  const removed = before.filter((path) => !files.has(path));
  for (const path of removed) removeFile(out, path);
  writeManifest(out, paths);
  return { written, unchanged: paths.filter((path) => !written.includes(path)), removed };
}

/** A file that no rendering has written is somebody's, unless it is what we would write. */
function requireOurs(out: string, files: ReadonlyMap<string, string>, before: readonly string[]): void {
  const unknown = [...files.keys()].filter((path) => !before.includes(path)).sort();
  const foreign = unknown.filter((path) => ![undefined, files.get(path)].includes(textOf(join(out, path))));
  if (foreign.length > 0) throw foreignFiles(foreign.map((path) => join(out, path)));
}

function readManifest(out: string): readonly string[] {
  const text = textOf(join(out, MANIFEST));
  if (text === undefined) return [];
  const names = parsed(text);
  if (!Array.isArray(names) || !names.every((name) => typeof name === "string" && isInside(name)))
    throw foreignManifest(join(out, MANIFEST));
  return names;
}

/** A manifest that somebody edited must not make us remove a file outside the folder. */
const isInside = (name: string): boolean =>
  name !== "" && !name.startsWith("/") && !normalize(name).startsWith(`..${sep}`) && normalize(name) !== "..";

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const writeManifest = (out: string, names: readonly string[]): void =>
  writeWhole(join(out, MANIFEST), `${JSON.stringify([...names].sort(), null, 2)}\n`);

/** True when the file was not yet what it has to be. */
function writeFile(path: string, text: string): boolean {
  if (textOf(path) === text) return false;
  makeFolder(dirname(path));
  writeWhole(path, text);
  return true;
}

/** Containers read a rendering as users of their own, whatever the umask of whoever writes it; no secret is in it. */
function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) chmodSync(made, 0o755);
}

function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  chmodSync(`${path}.new`, 0o644);
  renameSync(`${path}.new`, path);
}

function removeFile(out: string, path: string): void {
  rmSync(join(out, path), { force: true });
  for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
    try {
      rmdirSync(join(out, folder));
    } catch {
      return; // Somebody's file is in it, or it is gone already.
    }
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
