import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { ended, notReady } from "./errors.ts";

/** A program that runs beside the soak, and is ended with it. */
export interface Program {
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
/** What asks a program to end; one that has not after this is killed. */
const ENDED_WITHIN_MS = 30_000;
const LAST_LINES = 8;

/** Starts it and waits until it is ready. Fails when it ends before that, or takes two minutes. */
export async function program(recipe: Recipe): Promise<Program> {
  let child = await ready(recipe);
  const end = async (signal: NodeJS.Signals) => {
    if (!isRunning(child)) return;
    const exit = once(child, "exit");
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), ENDED_WITHIN_MS);
    await exit;
    clearTimeout(late);
  };
  return {
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    async start() {
      child = await ready(recipe);
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

/** Started and answering; what does not come up is not left behind. */
async function ready(recipe: Recipe): Promise<ChildProcess> {
  const child = begun(recipe);
  const until = Date.now() + READY_WITHIN_MS;
  while (!(await recipe.ready().catch(() => false))) {
    if (!isRunning(child)) throw ended(recipe.command, recipe.log, lastOf(recipe.log));
    if (Date.now() > until) {
      child.kill("SIGKILL");
      throw notReady(recipe.command, READY_WITHIN_MS / 1000, lastOf(recipe.log));
    }
    await pause(ASK_EVERY_MS);
  }
  return child;
}

const lastOf = (log: string): string => readFileSync(log, "utf8").trimEnd().split("\n").slice(-LAST_LINES).join("\n");

/** Whether an address answers 2xx. */
export const answers =
  (url: string): (() => Promise<boolean>) =>
  async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  };
