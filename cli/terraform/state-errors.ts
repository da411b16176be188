import { CliError } from "../errors.ts";
import type { StatePlace } from "./backend.ts";
import type { Place } from "./state-failure.ts";

const MADE_OF = "postgres://USER:PASSWORD@HOST:5432/DATABASE?sslmode=verify-full";

export const connectionMissing = (): CliError =>
  new CliError(
    "state/connection-missing",
    "The state of this environment lies in PostgreSQL, and the variable PG_CONN_STR, which says where, is not set.",
    `Set it, in CI from a secret: PG_CONN_STR='${MADE_OF}'`,
  );

export const connectionMalformed = (why: string): CliError =>
  new CliError(
    "state/connection-malformed",
    `PG_CONN_STR cannot be used: ${why}. Its value is not shown, because it may hold a password.`,
    `Write it as PG_CONN_STR='${MADE_OF}'`,
  );

export const connectionInClear = (host: string): CliError =>
  new CliError(
    "state/connection-in-clear",
    `PG_CONN_STR says sslmode=disable, and ${host} is not on a private network: the password and the state would travel in clear.`,
    "Say sslmode=verify-full, or sslmode=require where the server's certificate cannot be checked.",
  );

export const stateUnreachable = ({ where }: Place, words: string): CliError =>
  new CliError(
    "state/unreachable",
    `The state (${where}) cannot be reached:\n${words}`,
    "Check that it runs and that this machine gets there, then run the same command again. Nothing was changed.",
  );

export const stateLoginRefused = ({ kind, where }: Place, words: string): CliError =>
  new CliError(
    "state/login-refused",
    `The state (${where}) does not let us in:\n${words}`,
    `Correct user and password in ${CREDENTIALS[kind] ?? "the backend's variables"}.`,
  );

const CREDENTIALS: Readonly<Record<string, string>> = {
  pg: "PG_CONN_STR",
  s3: "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
  http: "TF_HTTP_USERNAME and TF_HTTP_PASSWORD",
};

export const stateStoreMissing = ({ where }: Place, words: string): CliError =>
  new CliError(
    "state/store-missing",
    `There is nothing where the state is to lie (${where}):\n${words}`,
    "Create the database or the bucket once, or correct the name.",
  );

export const stateForbidden = ({ kind, where, schema }: Place, words: string): CliError =>
  new CliError(
    "state/forbidden",
    `The state (${where}) may not be kept there:\n${words}`,
    kind === "pg"
      ? `Let an administrator of the database say: GRANT CREATE ON DATABASE name TO user; GRANT CREATE ON SCHEMA public TO user; (or CREATE SCHEMA ${schema} AUTHORIZATION user; Terraform numbers all states from one sequence in public).`
      : "Give this user the right to read, write and lock it.",
  );

export const stateInClear = ({ where }: Place, words: string): CliError =>
  new CliError(
    "state/no-encryption",
    `The connection to the state (${where}) cannot be encrypted:\n${words}`,
    "Set up TLS at the server, or trust its authority (sslrootcert=FILE in PG_CONN_STR). On a private network alone, sslmode=disable does without.",
  );

export const stateUnreadable = ({ kind, where, schema }: StatePlace, words: string): CliError =>
  new CliError(
    "state/unreadable",
    `The state (${where}) is damaged, and nobody can tell what was made:\n${words}`,
    `${takenBack({ kind, where, schema })} Then run the same command again.`,
  );

function takenBack({ kind, where, schema }: StatePlace): string {
  if (kind === "local") return `Take back the one before, which Terraform kept: mv ${where}.backup ${where}.`;
  if (kind === "pg") return `Take the row back from a backup of the database: ${schema}.states, named default.`;
  return "Take back its last good version.";
}

export const stateNotLocked = ({ where }: Place, words: string): CliError =>
  new CliError(
    "state/not-locked",
    `The state (${where}) could not be locked, although nobody is told to hold it:\n${words}`,
    "See the address and the rights of its lock, then run the same command again. Nothing was changed.",
  );
