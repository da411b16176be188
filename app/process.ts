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
  const die = (error: unknown, message: string): never => {
    log.fatal({ err: error }, message);
    process.exit(1);
  };
  const crash = (kind: Crash, error: unknown, message: string) => {
    try {
      running?.crashed?.(kind);
    } catch (unwritten) {
      log.error({ err: unwritten }, "the crash was not counted");
    }
    die(error, message);
  };
  process.on("uncaughtException", (error) => crash("uncaught", error, "uncaught exception"));
  process.on("unhandledRejection", (error) => crash("rejection", error, "unhandled rejection"));
  const starting = started(log, start).then((it) => {
    running = it;
    return it;
  });
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => die(undefined, `not stopped within ${STOP_WITHIN_MS} ms`), STOP_WITHIN_MS).unref();
    starting
      .then((it) => it.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => die(error, "stopping failed"),
      );
  };
  // Before the start is over: a signal that comes meanwhile stops in order, too.
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  await starting;
}

async function started(log: Log, start: () => Promise<Running>): Promise<Running> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof ConfigurationError) {
      log.fatal({ code: error.code, problems: error.problems }, "configuration refused");
      return process.exit(EX_CONFIG);
    }
    log.fatal({ err: error }, error instanceof Error ? error.message : "start failed");
    return process.exit(1);
  }
}
