import { CliError } from "../cli/errors.ts";

export const dockerFailed = (args: readonly string[], words: string): CliError =>
  new CliError(
    "faults/docker",
    `docker ${args.join(" ")} failed: ${words}`,
    "See whether the engine answers (docker info) and what the container says (docker logs), then run npm run faults again",
  );

export const silent = (url: string, words: string, cause?: unknown): CliError =>
  new CliError("faults/silent", `${url} does not answer: ${words}`, "See what runs: npm run status", { cause });

/** A run that was killed while it wrote leaves half of a file. */
export const brokenResults = (path: string, cause: Error): CliError =>
  new CliError(
    "faults/broken-results",
    `${path} holds no results: ${cause.message}`,
    `Take back the one that is committed (git checkout ${path}), or move it away and measure anew.`,
    { cause },
  );

export const notRecovered = (cell: string, seconds: number, left: readonly string[]): CliError =>
  new CliError(
    "faults/not-recovered",
    `${cell}: ${seconds} s after the fault was taken away it is not as it was: ${left.join("; ")}.`,
    "The next cells would measure this one. Look at it (npm run status), bring it back (npm run up), then go on with npm run faults -- --rest",
  );

export const notWell = (seconds: number, left: readonly string[]): CliError =>
  new CliError(
    "faults/not-well",
    `The instance is not well within ${seconds} s, before anything was broken: ${left.join("; ")}.`,
    "See what is wrong: npm run status, with the same QUANTFLOW_INSTANCE and QUANTFLOW_ENVIRONMENT=fault",
  );

export const neverStill = (seconds: number): CliError =>
  new CliError(
    "faults/never-still",
    `In ${seconds} s there was no scrape during which no fill was made: what was counted cannot be held against what is stored.`,
    "See whether the application's fills reach the database: npm run status",
  );

export const gitFailed = (args: readonly string[], words: string): CliError =>
  new CliError(
    "faults/git",
    `git ${args.join(" ")} failed: ${words}`,
    "A result names the commit that it was measured on: run it in a clone of the repository",
  );

export const stopped = (): CliError =>
  new CliError(
    "faults/stopped",
    "Stopped. What was broken is mended, and the instance still runs.",
    "Go on: npm run faults -- --rest. End it: npm run down -- --delete-data, with the same QUANTFLOW_INSTANCE and QUANTFLOW_ENVIRONMENT",
  );

export const unreached = (alert: string, receiver: string): CliError =>
  new CliError(
    "faults/unreached",
    `A cell of the fault matrix says that ${receiver} is told by ${alert}, and no route leads there.`,
    "Say in faults/statements/ who is told, or add the route in stacks/routes.ts",
  );

export const nothingStated = (cell: string): CliError =>
  new CliError(
    "faults/nothing-stated",
    `The cell ${cell} of the fault matrix states nothing.`,
    "Say in faults/statements/ which alert tells of it, or waive it with the reason",
  );

export const unknownAlert = (alert: string, job: string): CliError =>
  new CliError(
    "faults/unknown-alert",
    `A cell of the fault matrix is told by ${alert} of job ${job}, and there is no such alert here.`,
    "Name an alert of rules/ in faults/statements/",
  );

export const noSuchCell = (what: string, given: string, known: readonly string[]): CliError =>
  new CliError("faults/no-such-cell", `There is no ${what} ${given}.`, `There are: ${known.join(", ")}`);

export const badHash = (given: string): CliError =>
  new CliError("faults/bad-hash", `--sixth wants a commit's hash, not ${given}.`, "Give git rev-parse HEAD");

export const upFailed = (words: string): CliError =>
  new CliError(
    "faults/up",
    `The instance did not come up: ${words}`,
    "Run npm run up with the same variables, which says why",
  );
