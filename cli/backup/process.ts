import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { PassThrough, type Readable, type Writable } from "node:stream";
import { interrupted } from "../errors.ts";

/** A running program whose bytes are too many to be kept. */
export interface Started {
  readonly input: Writable;
  readonly output: Readable;
  /** Resolves at the end; rejects when it could not be started, and at Ctrl-C with `interrupted`. */
  readonly ended: Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  /** The last lines of its standard error that were not addressed to us. */
  readonly complaint: string;
}

export interface StartOptions {
  /** What it tells us: the rest of each line of its standard error that begins with `quantflow:`. */
  readonly onWord: (word: string) => void;
  readonly signal: AbortSignal;
}

/** Starts a program, never through a shell; tests pass a fake. */
export type Start = (command: string, args: readonly string[], options: StartOptions) => Started;

const ADDRESSED = "quantflow:";
const LINES_KEPT = 12;

export const start: Start = (command, args, { onWord, signal }) => {
  const child = spawn(command, [...args], { stdio: ["pipe", "pipe", "pipe"], signal });
  const complaints: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    if (line.startsWith(ADDRESSED)) onWord(line.slice(ADDRESSED.length));
    else complaints.push(line);
    if (complaints.length > LINES_KEPT) complaints.shift();
  });
  // A program that ends without reading its input closes the pipe; its exit code tells more than EPIPE does.
  child.stdin.on("error", () => {});
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", (error) => reject(signal.aborted ? interrupted() : error));
    child.on("close", (code) =>
      signal.aborted ? reject(interrupted()) : resolve({ code, complaint: complaints.join("\n").trim() }),
    );
  });
  // Told to whoever awaits it, also when that begins later.
  ended.catch(() => {});
  // Node throws away what a program that has ended has written and nobody has begun to read.
  return { input: child.stdin, output: child.stdout.pipe(new PassThrough()), ended };
};
