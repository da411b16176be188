import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** How a process ended. `code` is null when a signal ended it or it never started. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly directory?: string;
  /** The whole environment of the process; the caller's own when absent. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Ends the process (SIGTERM) when it aborts. */
  readonly signal?: AbortSignal;
  /** Hears every line of both outputs as it comes; they are returned whole as well. */
  readonly onLine?: (line: string) => void;
}

/** Runs a program, never through a shell. Rejects only when it cannot be started; tests pass a fake. */
export type Run = (command: string, args: readonly string[], options?: RunOptions) => Promise<Outcome>;

export const run: Run = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: options.directory,
      env: options.environment ?? process.env,
      signal: options.signal,
      stdio: ["pipe", "pipe", "pipe"],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    for (const output of options.onLine ? [child.stdout, child.stderr] : [])
      createInterface({ input: output }).on("line", (line) => options.onLine?.(line));
    // A process that ends without reading its input closes the pipe; its exit code tells more than EPIPE does.
    child.stdin.on("error", () => {});
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout: text(stdout), stderr: text(stderr) }));
    child.stdin.end(options.input);
  });

const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString("utf8");
