import { ConfigurationError } from "./errors.ts";
import type { Log } from "./log.ts";

/** What a running program must be able to do at its end. */
export interface Running {
  stop(): Promise<void>;
}

const EX_CONFIG = 78;
const STOP_WITHIN_MS = 10_000;

/**
 * Runs a program until SIGTERM or SIGINT, then stops it in order. Exit codes: 0 stopped; 78 configuration refused;
 * 1 anything else, a stop that takes over 10 s and a second signal included.
 */
export async function runProcess(log: Log, start: () => Promise<Running>): Promise<void> {
  const die = (error: unknown, message: string): never => {
    log.fatal({ err: error }, message);
    process.exit(1);
  };
  process.on("uncaughtException", (error) => die(error, "uncaught exception"));
  process.on("unhandledRejection", (error) => die(error, "unhandled rejection"));
  const starting = started(log, start);
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => die(undefined, `not stopped within ${STOP_WITHIN_MS} ms`), STOP_WITHIN_MS).unref();
    starting
      .then((running) => running.stop())
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
