import { ConfigurationError } from "./errors.ts";
import type { Log } from "./log.ts";

/** What nobody caught: an exception, or a rejected promise. */
export const CRASHES = ["uncaught", "rejection"] as const;
export type Crash = (typeof CRASHES)[number];

/** What a running program must be able to do at its end. */
export interface Running {
  stop(): Promise<void>;
  /** Keeps account of an error that nobody caught; the process ends right after. */
  crashed?(crash: Crash): void;
}

const EX_CONFIG = 78;
const STOP_WITHIN_MS = 10_000;

/**
 * Runs a program until SIGTERM or SIGINT, then stops it in order. Exit codes: 0 stopped; 78 configuration refused;
 * 1 anything else: an error that nobody caught, a stop that takes over 10 s, a second signal.
 */
export async function runProcess(log: Log, start: () => Promise<Running>): Promise<void> {
  let running: Running | undefined;
  process.on("uncaughtException", (error) => crash(log, running, "uncaught", error));
  process.on("unhandledRejection", (error) => crash(log, running, "rejection", error));
  const starting = started(log, start);
  // Before the start is over: a signal that comes meanwhile stops in order, too.
  stopOnSignal(log, () => starting.then((it) => it.stop()));
  running = await starting;
}

function die(log: Log, error: unknown, message: string): never {
  log.fatal({ err: error }, message);
  process.exit(1);
}

function crash(log: Log, running: Running | undefined, kind: Crash, error: unknown): never {
  try {
    running?.crashed?.(kind);
  } catch (unwritten) {
    log.error({ err: unwritten }, "the crash was not counted");
  }
  die(log, error, kind === "uncaught" ? "uncaught exception" : "unhandled rejection");
}

function stopOnSignal(log: Log, stop: () => Promise<void>): void {
  let stopping = false;
  const stopOnce = (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => die(log, undefined, `not stopped within ${STOP_WITHIN_MS} ms`), STOP_WITHIN_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => die(log, error, "stopping failed"),
    );
  };
  process.on("SIGTERM", stopOnce);
  process.on("SIGINT", stopOnce);
}

async function started(log: Log, start: () => Promise<Running>): Promise<Running> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof ConfigurationError) {
      log.fatal({ code: error.code, problems: error.problems }, "configuration refused");
      return process.exit(EX_CONFIG);
    }
    return die(log, error, error instanceof Error ? error.message : "start failed");
  }
}
