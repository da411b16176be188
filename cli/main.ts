import { setMaxListeners } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Context, EXIT } from "./command.ts";
import { dispatch } from "./dispatch.ts";
import { fileSystemMistake, interrupted, isMistake, throwIfInterrupted } from "./errors.ts";
import { run } from "./run.ts";
import { failureText } from "./terminal/failure.ts";
import { processProgress, processTerminal, type Terminal } from "./terminal/terminal.ts";

/** Runs one command line in `context` and answers its exit code; every failure is told here, and nowhere else. */
export async function main(argv: readonly string[], context: Context): Promise<number> {
  try {
    return await dispatch(argv, context);
  } catch (thrown) {
    // Whatever broke because Ctrl-C took its process away is no failure of its own.
    const error = context.signal.aborted ? interruption(thrown) : (fileSystemMistake(thrown, context.root) ?? thrown);
    const scene = { root: context.root, argv, version: version(context.root), platform: platform() };
    context.terminal.tell(failureText(error, scene, context.terminal.paint));
    return exitCode(error);
  }
}

/** A command may say better than we what its interruption means. */
const interruption = (thrown: unknown) => (isMistake(thrown) && thrown.code === "interrupted" ? thrown : interrupted());

/** The real process: its streams, its clock, its Ctrl-C. */
export function start(root: string): Promise<number> {
  const { stdin: input, stdout: output, stderr: errors, env: variables } = process;
  for (const stream of [output, errors]) stream.on("error", unlessReaderLeft);
  const progress = processProgress(errors, variables, () => performance.now());
  const terminal = processTerminal({ input, output, errors }, variables, progress.tell);
  const signal = interruptSignal(terminal);
  return main(process.argv.slice(2), {
    root,
    variables,
    terminal,
    progress,
    run,
    now: Date.now,
    pause: (milliseconds) => pause(milliseconds, signal),
    signal,
  });
}

/** `… | head` is no failure: the work goes on, unheard. */
function unlessReaderLeft(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

function exitCode(error: unknown): number {
  if (!isMistake(error)) return EXIT.bug;
  if (error.code === "interrupted") return EXIT.interrupted;
  return error.code.startsWith("usage/") ? EXIT.usage : EXIT.failed;
}

/** The first Ctrl-C ends the work in order; later ones are answered, because a second one would tear Terraform's state. */
function interruptSignal(terminal: Terminal): AbortSignal {
  const controller = new AbortController();
  // Every program that runs listens, and a check runs dozens side by side.
  setMaxListeners(0, controller.signal);
  const stop = () => {
    terminal.tell(controller.signal.aborted ? "Still stopping in order; please wait." : "Stopping in order ...");
    controller.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return controller.signal;
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  throwIfInterrupted(signal);
  await setTimeout(milliseconds, undefined, { signal }).catch(() => throwIfInterrupted(signal));
}

const version = (root: string): string => JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
const platform = (): string => `Node ${process.version}, ${process.platform} ${process.arch}`;
