import { createHash } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { lockedByRun } from "./errors.ts";
import { processStart } from "./process-start.ts";

/** A time during which a run that did not end in order was alive: what was made then without being noted is its own. */
export interface Window {
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly until: number;
}

export interface Lock {
  /** The runs before this one that did not end in order and whose leavings nobody has cleared. */
  readonly cutShort: readonly Window[];
  /** Forgets them: their leavings are cleared. */
  settled(): void;
  /** Ends the lock after orderly work. */
  release(): void;
  /** Leaves the lock to the next run, which then knows that this one was cut short. */
  abandon(): void;
}

export interface LockOptions {
  readonly directory: string;
  readonly command: string;
  readonly now: () => number;
  /** Calls back every second while the process lives; the result stops it. */
  readonly beat: (action: () => void) => () => void;
  readonly pid?: number;
  readonly bornAt?: (pid: number) => string | undefined;
}

const noteShape = z.object({
  command: z.string(),
  pid: z.number(),
  /** Tells this process from a younger one with the same number. */
  bornAt: z.string(),
  startedAt: z.number(),
});
type Note = Readonly<z.infer<typeof noteShape>>;

const windowsShape: z.ZodType<readonly Window[]> = z.array(z.object({ from: z.number(), until: z.number() }));

const lockFile = (directory: string): string => join(directory, "lock.json");
const cutShortFile = (directory: string): string => join(directory, "cut-short.json");

/**
 * Takes the instance's lock. The lock of a process that is gone is taken over, because only this program writes this
 * file; the lock of one that lives is an error that names it. The file's own time is when its owner was last alive.
 */
export function takeLock(options: LockOptions): Lock {
  const { directory, now, beat } = options;
  const path = lockFile(directory);
  mkdirSync(directory, { recursive: true });
  acquire(path, options, (left) => remember(directory, path, left));
  const alive = () => touch(path, now());
  alive();
  const stop = beat(alive);
  return {
    cutShort: readWindows(directory),
    settled: () => rmSync(cutShortFile(directory), { force: true }),
    release: () => {
      stop();
      rmSync(path, { force: true });
    },
    abandon: stop,
  };
}

/** How the last run ended, without taking anything. */
export function lastEnd(directory: string, bornAt = processStart): "at work" | "cut short" | "in order" {
  const left = readNote(lockFile(directory));
  if (left && bornAt(left.pid) === left.bornAt) return "at work";
  return left || readWindows(directory).length > 0 ? "cut short" : "in order";
}

/**
 * Puts our note at `path`. Where a dead owner's stands, only the holder of a claim on that very note may replace it, so
 * of two runs that find it together one wins; a claim is such a note itself, and so survives its own holder's death.
 */
function acquire(path: string, options: LockOptions, beforeTakeover: (left: Note | undefined) => void): void {
  const note = noteOf(options);
  while (!place(path, note)) {
    const text = textOf(path);
    // Its owner has released it since: try again.
    if (text === undefined) continue;
    const left = noteIn(text);
    if (left && lives(left, options)) throw lockedByRun(path, left.command, left.pid);
    const claim = `${path}.${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
    acquire(claim, options, () => {});
    try {
      if (textOf(path) !== text) continue;
      beforeTakeover(left);
      replace(path, JSON.stringify(note));
      return;
    } finally {
      rmSync(claim);
    }
  }
}

/** A note of our own number is one that we abandoned. */
const lives = (left: Note, { pid = process.pid, bornAt = processStart }: LockOptions): boolean =>
  left.pid !== pid && bornAt(left.pid) === left.bornAt;

function remember(directory: string, path: string, left: Note | undefined): void {
  if (!left) return;
  const window: Window = { from: left.startedAt, until: statSync(path).mtimeMs };
  replace(cutShortFile(directory), JSON.stringify([...readWindows(directory), window]));
}

/** Whoever deletes the folder while we work takes the lock with it; the work itself will say what is missing. */
function touch(path: string, milliseconds: number): void {
  try {
    utimesSync(path, milliseconds / 1000, milliseconds / 1000);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

const noteOf = ({ command, now, pid = process.pid, bornAt = processStart }: LockOptions): Note => ({
  command,
  pid,
  bornAt: bornAt(pid) ?? "",
  startedAt: now(),
});

/** Puts the whole note there at once, unless one is there: of two commands that start together, one wins. */
function place(path: string, note: Note): boolean {
  const fresh = `${path}.${note.pid}`;
  try {
    writeFileSync(fresh, JSON.stringify(note));
    linkSync(fresh, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(fresh, { force: true });
  }
}

function replace(path: string, text: string): void {
  const fresh = `${path}.${process.pid}.new`;
  writeFileSync(fresh, text);
  renameSync(fresh, path);
}

const readNote = (path: string): Note | undefined => noteIn(textOf(path) ?? "");

/** Undefined when a crash left it unreadable. */
const noteIn = (text: string): Note | undefined => noteShape.safeParse(parsed(text)).data;

const readWindows = (directory: string): readonly Window[] =>
  windowsShape.safeParse(parsed(textOf(cutShortFile(directory)) ?? "")).data ?? [];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
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
