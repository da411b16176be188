import { chmodSync, existsSync, mkdirSync, realpathSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import type { Service } from "../../lib/services/service.ts";
import { contentsOf, type VolumeContents } from "./contents.ts";
import { exportInRepository, notExported } from "./errors.ts";
import type { SecretStore } from "./store.ts";

export interface Exported {
  /** `prometheus/web.yml` */
  readonly files: readonly string[];
  /** Given secrets that nobody has given yet; the files that need them are left out. */
  readonly absent: readonly string[];
}

/**
 * Writes every service's secret files to `<out>/<service>/<file>`, as the Compose rendering mounts them one by one.
 * A folder lets in its owner alone. A file in it is readable for all: its reader is another user inside the container,
 * who sees that file and not the folder, so nobody has to be root here to give it away.
 */
export function exportSecrets(services: readonly Service[], store: SecretStore, out: string): Exported {
  const volumes = contentsOf(services, store);
  try {
    for (const volume of volumes) writeFolder(join(out, volume.service), volume);
  } catch (error) {
    throw error instanceof Error && "syscall" in error ? notExported(out, error) : error;
  }
  return {
    files: volumes.flatMap(({ service, files }) => [...files.keys()].map((file) => `${service}/${file}`)),
    absent: [...new Set(volumes.flatMap(({ absent }) => absent.map(({ name }) => name)))].sort(),
  };
}

/**
 * Secrets that stand among the sources are committed sooner or later; `.quantflow` is left out of every commit. Where links
 * lead counts, not how the folder is called.
 */
export function requireOutside(root: string, out: string): void {
  const [first] = relative(realPath(root), realPath(out)).split(sep);
  if (first !== ".." && first !== ".quantflow") throw exportInRepository(out);
}

/** Of an absolute path that need not exist: where links lead as far as it does, and the rest as it is. */
function realPath(path: string): string {
  if (existsSync(path) || dirname(path) === path) return realpathSync(path);
  return join(realPath(dirname(path)), basename(path));
}

/** Level by level: where a folder denies that it is there, as /proc does, Node's own recursion does not end. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function writeFolder(folder: string, { files }: VolumeContents): void {
  makeFolder(folder);
  chmodSync(folder, 0o700);
  for (const [file, content] of files) {
    const fresh = join(folder, `.${file}.new`);
    writeFileSync(fresh, content, { mode: 0o600 });
    chmodSync(fresh, 0o444);
    renameSync(fresh, join(folder, file));
  }
}
