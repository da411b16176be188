import { CliError } from "../errors.ts";

export const unusableSecret = (name: string, path: string, found: string): CliError =>
  new CliError(
    "secrets/unusable",
    `The secret ${name} in ${path} ${found}.`,
    `Put the right value there again, or make a new one: npx quantflow secrets rotate ${name}`,
  );

export const unreadableSecret = (name: string, path: string, variable: string | undefined, cause: Error): CliError =>
  new CliError(
    "secrets/unreadable",
    `The secret ${name} cannot be read from ${path}${variable ? ` (named by ${variable})` : ""}: ${cause.message}.`,
    variable ? `Correct ${variable}, or unset it.` : `Make the file readable for you: chmod 600 ${path}`,
    { cause },
  );

export const unknownSecret = (name: string, known: readonly string[], suggestion: string | undefined): CliError =>
  new CliError(
    "secrets/unknown",
    `No service uses a secret named ${name}.${suggestion ? ` Did you mean ${suggestion}?` : ""}`,
    `The secrets are: ${known.join(", ")}`,
  );

export const cannotGenerate = (name: string): CliError =>
  new CliError(
    "secrets/given-by-a-person",
    `${name} is issued elsewhere, so a new value cannot be made up here.`,
    `Put the value into a file and run: npx quantflow secrets rotate ${name} --from FILE`,
  );

export const pushFailed = (words: string): CliError =>
  new CliError(
    "secrets/push-failed",
    `The secrets could not be written into their volumes. The engine said: ${words}`,
    "Check the engine with `npx quantflow doctor`, then run the same command again; a half-finished push is repeated.",
  );

export const databaseRefused = (words: string): CliError =>
  new CliError(
    "secrets/database-refused",
    `The database did not take the passwords of its roles: ${words}`,
    "Bring it up, which gives them to it again: npm run up",
  );

export const grafanaRefused = (words: string): CliError =>
  new CliError(
    "secrets/grafana-refused",
    `Grafana did not take its administrator's new password: ${words}`,
    "Rotate it again once Grafana is healthy: npx quantflow secrets rotate admin-password",
  );

export const databaseNotRunning = (name: string, container: string): CliError =>
  new CliError(
    "secrets/database-not-running",
    `${name} is a role's password, and ${container} is not there to be told a new one: it would lock the role out.`,
    `Start it and rotate again: npm run up, then npx quantflow secrets rotate ${name}`,
  );

export const namedByVariable = (name: string, variable: string, path: string): CliError =>
  new CliError(
    "secrets/named-by-variable",
    `The value of ${name} stands in ${path}, which ${variable} names: a value written elsewhere would not be read.`,
    `Change that file and run npx quantflow secrets push, or unset ${variable}.`,
  );

export const permanentSecret = (name: string, why: string, path: string): CliError =>
  new CliError(
    "secrets/permanent",
    `${name} must keep its value: ${why}.`,
    `If it has leaked all the same: write the new value into ${path}, run npm run up, and enter again what can no longer be read.`,
  );

export const cannotReadValue = (path: string, cause: Error): CliError =>
  new CliError(
    "secrets/no-value",
    `The value cannot be read from ${path}: ${cause.message}.`,
    "Name a readable file: --from FILE",
    { cause },
  );

export const missingInCi = (names: readonly string[]): CliError =>
  new CliError(
    "secrets/missing-in-ci",
    `CI is set, and this job was not given ${names.join(", ")}: what it made up itself would be lost with its machine, and the services would get other passwords.`,
    "Put what is missing into QUANTFLOW_SECRETS, NAME=VALUE a line, for .ci/pipeline (docs/ci/github.md prints the lines from the machine that started the platform), or name a file each, as in QUANTFLOW_SECRET_ADMIN_PASSWORD_FILE.",
  );

export const exportInRepository = (out: string): CliError =>
  new CliError(
    "secrets/export-in-repository",
    `${out} lies among the sources, from where secrets find their way into a commit.`,
    "Name a folder outside of the repository, or in its .quantflow: --out DIR",
  );

export const notExported = (out: string, cause: Error): CliError =>
  new CliError(
    "secrets/not-exported",
    `The secrets cannot be written to ${out}: ${cause.message}.`,
    "Name a folder that is yours, with room: --out DIR",
    { cause },
  );
