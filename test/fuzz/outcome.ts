import { Script } from "node:vm";

/** Far more than the slowest of them takes for the largest sample on a busy machine: who needs longer hangs. */
const PATIENCE_MILLISECONDS = 20_000;

/** `stack/engine-refused` of the commands and the library, `BACKTEST_CSV` of the application. */
const OUR_CODE = /^(?:[a-z0-9-]+\/[a-z0-9-]+|(?:APP|BACKTEST|FEED|PORTFOLIO|STORE|WEBHOOK)_[A-Z_]+)$/;

/** An error that somebody of ours threw on purpose: it has a code of ours, and says something. */
export const isOurs = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  typeof error.code === "string" &&
  OUR_CODE.test(error.code) &&
  error.message !== "";

const guarded = new Script("workWithinPatience()");

/** Does the work, or fails after its time: also where it never comes up for air, which no timer of Node's ends. */
export function withinPatience<T>(work: () => T): T | undefined {
  const done: T[] = [];
  Object.assign(globalThis, { workWithinPatience: () => void done.push(work()) });
  guarded.runInThisContext({ timeout: PATIENCE_MILLISECONDS });
  return done[0];
}
