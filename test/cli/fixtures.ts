import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Context } from "../../cli/command.ts";
import type { Outcome, Run, RunOptions } from "../../cli/run.ts";
import { type Lock, takeLock } from "../../cli/stack/lock.ts";
import { type Progress, silentProgress, type Task } from "../../cli/terminal/progress.ts";
import { type Resolution, writeResolution } from "../../stacks/resolution.ts";

/** A folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "quantflow-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A root whose local environment has the images that are built here, whatever this machine has found out before. */
export function rootOfLocalImages(): string {
  const root = temporaryFolder();
  const resolution: Resolution = { imageSource: { kind: "local" }, available: [], secrets: [] };
  writeResolution(join(root, ".quantflow", "quantflow-local"), resolution);
  copyFileSync(join(repository, "package.json"), join(root, "package.json"));
  return root;
}

/** The lock of an instance in this directory, held by another process that lives. */
export const takenByAnother = (directory: string): Lock =>
  takeLock({ directory, command: "up", now: () => 0, beat: () => () => {}, pid: process.ppid });

export const repository = join(import.meta.dirname, "..", "..");

export const ended = (stdout = "", code = 0, stderr = ""): Outcome => ({ code, signal: null, stdout, stderr });

export interface Call {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: RunOptions;
}

/** A process boundary that answers from `answer` and remembers what it was asked. */
export function fakeRun(answer: (args: readonly string[], command: string) => Outcome): { run: Run; calls: Call[] } {
  const calls: Call[] = [];
  const run: Run = async (command, args, options = {}) => {
    calls.push({ command, args, options });
    return answer(args, command);
  };
  return { run, calls };
}

/** A task that remembers what it was told. */
export function recordingTask(): Task & { readonly told: string[] } {
  const told: string[] = [];
  return {
    told,
    note: (text) => void told.push(`note ${text}`),
    done: (result) => void told.push(`done ${result ?? ""}`),
    fail: (why) => void told.push(`fail ${why}`),
  };
}

export function recordingProgress(): Progress & { readonly told: string[] } {
  const told: string[] = [];
  return {
    told,
    start(task) {
      const say = (kind: string) => (text?: string) => void told.push(`${kind} ${task} ${text ?? ""}`.trim());
      return { note: say("note"), done: say("done"), fail: say("fail") };
    },
  };
}

export interface Played {
  readonly context: Context;
  readonly printed: () => string;
  readonly told: () => string;
}

/** A context without a terminal: nothing is asked, nothing is coloured, time does not move. */
export function playedContext(given: Partial<Context> = {}): Played {
  const printed: string[] = [];
  const told: string[] = [];
  const context: Context = {
    root: repository,
    variables: {},
    terminal: {
      print: (text) => void printed.push(text),
      tell: (text) => void told.push(text),
      interactive: false,
      confirm: () => Promise.reject(new Error("nobody is there to answer")),
      paint: (_style, text) => text,
    },
    progress: silentProgress,
    run: () => Promise.reject(new Error("no process may be started here")),
    now: () => 0,
    pause: async () => {},
    signal: new AbortController().signal,
    ...given,
  };
  return { context, printed: () => printed.join("\n"), told: () => told.join("\n") };
}

/** A clock that moves only when somebody pauses on it. */
export function steppedClock(): { now: () => number; pause: (milliseconds: number) => Promise<void> } {
  let time = 0;
  return {
    now: () => time,
    pause: async (milliseconds) => {
      time += milliseconds;
    },
  };
}
