import { CliError } from "../errors.ts";

const FETCH = "Fetch the file again, whole, or take an older backup: npx quantflow backup list";
const NAME_KEY = "Name the file that holds the key it was made with: QUANTFLOW_SECRET_BACKUP_KEY_FILE=FILE";
const MAKE_KEY =
  "Make one: (umask 077; openssl rand -base64 32 > FILE), and name it: QUANTFLOW_SECRET_BACKUP_KEY_FILE=FILE";

export const notABackup = (path: string): CliError =>
  new CliError(
    "backup/not-a-backup",
    `${path} is no backup: it does not begin with quantflow-backup/1.`,
    "Give a file that quantflow backup wrote: npx quantflow backup list",
  );

export const noFile = (path: string, found: string): CliError =>
  new CliError(
    "backup/no-file",
    `${path} cannot be read: ${found}.`,
    "Give a backup: npx quantflow backup list --from DIR",
  );

export const otherVersion = (path: string): CliError =>
  new CliError(
    "backup/other-version",
    `${path} is a backup of a format that this program does not know; it knows quantflow-backup/1.`,
    "Use the version of this program that made it, or a newer one.",
  );

export const otherKey = (path: string): CliError =>
  new CliError("backup/other-key", `${path} was encrypted under another key.`, NAME_KEY);

export const truncated = (path: string): CliError =>
  new CliError("backup/truncated", `${path} ends too early: it is not the whole backup.`, FETCH);

export const damaged = (path: string, why: string): CliError =>
  new CliError("backup/damaged", `${path} is not what was written: ${why}.`, FETCH);

export const keyMissing = (path: string): CliError =>
  new CliError("backup/key-missing", `There is no key to open a backup with: ${path} does not exist.`, NAME_KEY);

export const keyWeak = (path: string, use: "seal" | "open"): CliError =>
  new CliError(
    "backup/key-weak",
    `The backup key in ${path} is not one line of base64 of at least 32 bytes.`,
    use === "seal" ? MAKE_KEY : NAME_KEY,
  );

export const unknownService = (found: string, known: readonly string[]): CliError =>
  new CliError(
    "backup/unknown-service",
    `No data of "${found}" is kept.`,
    `Name services with data, separated by commas: ${known.join(",")}`,
  );

export const copyFailed = (what: string, why: string): CliError =>
  new CliError(
    "backup/copy-failed",
    `The data of ${what} could not be copied: ${why}`,
    "See that the engine has room and that the service is well (npm run status), and run the command again.",
  );

/** Beside the error of the backup itself. */
export const perhapsStill = (names: readonly string[], kind: string, release: string, failed: Error): string =>
  `${names.join(", ")} may still be ${kind}; let them go on: docker ${release} ${names.join(" ")}. ${failed.message}`;

export const databaseAway = (container: string): CliError =>
  new CliError(
    "backup/database-away",
    `The database does not run (${container}), and only a running one can be read or filled.`,
    "Start it: npm run up",
  );

export const notMade = (prefix: string): CliError =>
  new CliError(
    "backup/not-made",
    `${prefix} has no data here: it was never started.`,
    "Start it (npm run up), or name another instance: QUANTFLOW_INSTANCE=NAME",
  );

export const partlyMade = (prefix: string, missing: readonly string[]): CliError =>
  new CliError(
    "backup/partly-made",
    `${prefix} has no volume ${missing.join(", ")} yet.`,
    "Start it with this version (npm run up), or back up the rest: npx quantflow backup --only SERVICES",
  );

export const holdsData = (prefix: string, volumes: readonly string[]): CliError =>
  new CliError(
    "restore/holds-data",
    `${prefix} is not empty: ${volumes.join(", ")}. A restore puts the backup's data in its place.`,
    "Restore into an instance of its own (QUANTFLOW_INSTANCE=two npx quantflow restore FILE), or give up what is there: add --replace",
  );

export const needsYes = (file: string): CliError =>
  new CliError(
    "restore/needs-yes",
    "The data that is there would be given up, and there is no terminal to ask at.",
    `If it is meant: npx quantflow restore ${file} --replace --yes`,
  );

export const notMeant = (): CliError =>
  new CliError(
    "restore/not-meant",
    "Nothing was changed.",
    "To restore beside it: QUANTFLOW_INSTANCE=two npx quantflow restore FILE",
  );

export const incompatible = (problems: readonly string[]): CliError =>
  new CliError(
    "restore/incompatible",
    `What runs here cannot read this backup:\n${problems.map((problem) => `    ${problem}`).join("\n")}`,
    "See docs/upgrades.md; the services that can: npx quantflow restore FILE --only NAME",
  );

export const notInArchive = (path: string, found: string, known: readonly string[]): CliError =>
  new CliError(
    "restore/not-in-archive",
    `${path} has no data of ${found}.`,
    `It has that of: ${known.join(", ") || "nobody"}`,
  );

export const refilled = (what: string, why: string): CliError =>
  new CliError(
    "restore/failed",
    `${what} could not be restored: ${why}`,
    "What it held before is still there. Correct that, and run the command again with --replace.",
  );

export const leftBehind = (what: string, why: string): CliError =>
  new CliError(
    "restore/left-behind",
    `What the restore no longer needs of ${what} could not be removed: ${why}`,
    "It takes room until the next restore, which removes it.",
  );

export const countsDiffer = (lines: readonly string[]): CliError =>
  new CliError(
    "restore/counts-differ",
    `The restored database is not what was backed up, and was not put in place:\n${lines.map((line) => `    ${line}`).join("\n")}`,
    "What the database held before is still there. Report this with the lines above; try an older backup meanwhile.",
  );
