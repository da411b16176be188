import { linkSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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

interface Note {
  readonly command: string;
  readonly pid: number;
  /** Tells this process from a younger one with the same number. */
  readonly bornAt: string;
  readonly startedAt: number;
}

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
  takeOver(options);
  place(path, noteOf(options));
  const alive = () => utimesSync(path, now() / 1000, now() / 1000);
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

function takeOver({ directory, pid = process.pid, bornAt = processStart }: LockOptions): void {
  const path = lockFile(directory);
  const left = readNote(path);
  if (left && left.pid !== pid && bornAt(left.pid) === left.bornAt) throw lockedByRun(path, left.command, left.pid);
  if (left) {
    const window: Window = { from: left.startedAt, until: statSync(path).mtimeMs };
    writeFileSync(cutShortFile(directory), JSON.stringify([...readWindows(directory), window]));
  }
  rmSync(path, { force: true });
}

const noteOf = ({ command, now, pid = process.pid, bornAt = processStart }: LockOptions): Note => ({
  command,
  pid,
  bornAt: bornAt(pid) ?? "",
  startedAt: now(),
});

/** Puts the whole note there at once, or fails: of two commands that start together, one wins. */
function place(path: string, note: Note): void {
  const fresh = `${path}.${note.pid}`;
  writeFileSync(fresh, JSON.stringify(note));
  try {
    linkSync(fresh, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const winner = readNote(path);
    throw lockedByRun(path, winner?.command ?? note.command, winner?.pid ?? 0);
  } finally {
    rmSync(fresh);
  }
}

/** The note as it stands; undefined when there is none, or when a crash left it unreadable. */
const readNote = (path: string): Note | undefined => {
  const note = readJson(path);
  return typeof note === "object" && note !== null && "pid" in note && "bornAt" in note && "startedAt" in note
    ? (note as Note)
    : undefined;
};

const readWindows = (directory: string): readonly Window[] => {
  const windows = readJson(cutShortFile(directory));
  return Array.isArray(windows) ? windows : [];
};

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
