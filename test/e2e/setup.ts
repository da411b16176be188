import { startReport, writeReport } from "./report.ts";
import { destroyShared } from "./shared.ts";

/** E2E_KEEP=1 leaves the shared instance for the next run, which then starts with it; for work on a single test. */
const keep = process.env["E2E_KEEP"] === "1";

/** Runs once around all files: what a killed run left goes first, what this one started goes last. */
export async function setup(): Promise<void> {
  if (!keep) await destroyShared();
  startReport();
}

export async function teardown(): Promise<void> {
  writeReport();
  if (!keep) await destroyShared();
}
