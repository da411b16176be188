import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A program that runs beside the test until it is told to end. */
export interface Program {
  /** Fails with the program's last words once it has ended by itself. */
  readonly mustRun: () => void;
  readonly stop: () => Promise<void>;
}

export interface ProgramGiven {
  readonly directory: string;
  readonly environment?: NodeJS.ProcessEnv;
}

const LINES_KEPT = 30;

/** Starts a program; it may not be ready yet. */
export function program(path: string, flags: readonly string[], { directory, environment }: ProgramGiven): Program {
  const heard: string[] = [];
  const child = spawn(path, flags, {
    cwd: directory,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => {
    child.on("close", () => resolve());
    child.on("error", (error) => {
      heard.push(error.message);
      resolve();
    });
  });
  for (const output of [child.stdout, child.stderr])
    createInterface({ input: output }).on("line", (line) => heard.splice(0, heard.push(line) - LINES_KEPT));
  return {
    mustRun: () => {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
        throw new Ended(`${path} ended:\n${heard.join("\n")}`);
    },
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

/** Waiting for something is over when what should bring it has ended. */
export class Ended extends Error {}
