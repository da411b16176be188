import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";

/** A program that runs beside the soak, and is ended with it. */
export interface Program {
  readonly isRunning: () => boolean;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface Recipe {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** What it says is kept here. */
  readonly log: string;
  /** Answers once it takes requests; asked again until then. */
  readonly ready: () => Promise<boolean>;
}

const READY_WITHIN_MS = 120_000;
const ASK_EVERY_MS = 250;

/** Starts it and waits until it is ready. Fails when it ends before that, or takes two minutes. */
export async function program(recipe: Recipe): Promise<Program> {
  let child = begun(recipe);
  await readiness(recipe, child);
  const end = async (signal: NodeJS.Signals) => {
    if (!isRunning(child)) return;
    child.kill(signal);
    await once(child, "exit");
  };
  return {
    isRunning: () => isRunning(child),
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    async start() {
      child = begun(recipe);
      await readiness(recipe, child);
    },
  };
}

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

function begun({ command, args, environment, log }: Recipe): ChildProcess {
  const child = spawn(command, args, {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kept = createWriteStream(log, { flags: "a" });
  child.stdout?.pipe(kept, { end: false });
  child.stderr?.pipe(kept, { end: false });
  return child;
}

async function readiness({ command, ready, log }: Recipe, child: ChildProcess): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  while (!(await ready().catch(() => false))) {
    if (!isRunning(child)) throw new Error(`${command} ended: see ${log}`);
    if (Date.now() > until) throw new Error(`${command} is not ready after ${READY_WITHIN_MS / 1000} s: see ${log}`);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}

/** Whether an address answers 2xx. */
export const answers =
  (url: string): (() => Promise<boolean>) =>
  async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  };
