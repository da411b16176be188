import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { diskFull } from "./errors.ts";

/** Where finished work is kept between runs and clones: QUANTFLOW_CACHE, else XDG_CACHE_HOME/quantflow, else ~/.cache/quantflow. */
export function cacheDirectory(variables: NodeJS.ProcessEnv): string {
  if (variables["QUANTFLOW_CACHE"]) return variables["QUANTFLOW_CACHE"];
  return join(variables["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "quantflow");
}

/** A short name for some content: 16 hexadecimal digits of its SHA-256. */
export function contentKey(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}\0`).update(part);
  return hash.digest("hex").slice(0, 16);
}

/**
 * The directory `finished`, made by `make` in a scratch directory unless it is there. It appears whole or not at all,
 * so an interrupted run leaves nothing that the next one could take for finished.
 */
export async function produce(finished: string, make: (scratch: string) => Promise<void>): Promise<string> {
  if (existsSync(finished)) return finished;
  const scratch = await scratchBeside(finished);
  try {
    await make(scratch);
    await moveInto(scratch, finished);
  } catch (error) {
    throw isDiskFull(error) ? diskFull(finished, error) : error;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return finished;
}

async function scratchBeside(finished: string): Promise<string> {
  try {
    await mkdir(dirname(finished), { recursive: true });
    const scratch = await mkdtemp(`${finished}.making-`);
    await removeAbandoned(finished, (await stat(scratch)).mtimeMs);
    return scratch;
  } catch (error) {
    throw isDiskFull(error) ? diskFull(finished, error) : error;
  }
}

/** Another run may have finished the same work in the meantime; then its result stands. */
async function moveInto(scratch: string, finished: string): Promise<void> {
  try {
    await rename(scratch, finished);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  }
}

const isDiskFull = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "ENOSPC";

const ABANDONED_MILLISECONDS = 2 * 60 * 60 * 1000;

/** What a killed run left; another run that is at it right now is younger than this. */
async function removeAbandoned(finished: string, now: number): Promise<void> {
  for (const entry of await readdir(dirname(finished))) {
    if (!entry.startsWith(`${basename(finished)}.making-`)) continue;
    const path = join(dirname(finished), entry);
    const changed = (await stat(path)).mtimeMs;
    if (now - changed > ABANDONED_MILLISECONDS) await rm(path, { recursive: true, force: true });
  }
}
