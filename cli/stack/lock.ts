import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockedByRun } from "./errors.ts";

/** Written while a command changes an instance. One that stays behind says that the command was killed, and when it began. */
export interface LockNote {
  readonly command: string;
  readonly pid: number;
  /** Start time of that process in clock ticks since boot: a number reused for another process has another one. */
  readonly bornAt: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

export interface Lock {
  /** When the earliest run that was cut short began; undefined when the one before ended in order. */
  readonly cutShortSince: number | undefined;
  /** Ends the lock after orderly work. Not called after a disorderly end, so that the next run knows. */
  release(): void;
}

export interface LockOptions {
  readonly directory: string;
  readonly command: string;
  readonly now: () => number;
  readonly pid?: number;
  readonly bornAt?: (pid: number) => string | undefined;
}

/**
 * Takes the instance's lock. A lock whose process is gone is ours to take over, because only this program writes this
 * file; one whose process lives is an error that names it.
 */
export function takeLock({ directory, command, now, pid = process.pid, bornAt = processStart }: LockOptions): Lock {
  const path = join(directory, "lock.json");
  mkdirSync(directory, { recursive: true });
  const left = readNote(path);
  if (left && left.pid !== pid && bornAt(left.pid) === left.bornAt) throw lockedByRun(path, left.command, left.pid);
  rmSync(path, { force: true });
  place(path, { command, pid, bornAt: bornAt(pid) ?? "", startedAt: left?.startedAt ?? now() });
  return { cutShortSince: left?.startedAt, release: () => rmSync(path, { force: true }) };
}

/** Puts the whole note there at once, or fails: of two commands that start together, one wins. */
function place(path: string, note: LockNote): void {
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
function readNote(path: string): LockNote | undefined {
  try {
    const note: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isNote(note) ? note : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

const isNote = (note: unknown): note is LockNote =>
  typeof note === "object" && note !== null && "pid" in note && "bornAt" in note && "startedAt" in note;

/** Field 22 of /proc/PID/stat (proc(5)); undefined when there is no such process. Elsewhere: a process that answers. */
function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return process.platform === "linux" ? undefined : aliveElsewhere(pid);
  }
}

function aliveElsewhere(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
    return "alive";
  } catch {
    return undefined;
  }
}
