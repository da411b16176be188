import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Secret } from "../../lib/services/secret.ts";
import { namedByVariable, unreadableSecret, unusableSecret } from "./errors.ts";

/** The values of one instance's secrets. They stand in files that only their owner reads, and nowhere else. */
export interface SecretStore {
  /** The value; undefined when there is none yet. Throws on a file that cannot be right. */
  find(secret: Secret): string | undefined;
  /** The value, made now when the secret is a generated one and missing. */
  ensure(secret: Secret): string | undefined;
  replace(secret: Secret, value: string): void;
  /** A new random value for a generated secret. */
  renew(secret: Secret): void;
  /** Where a person puts the value of this secret. */
  path(secret: Secret): string;
}

export interface StoreOptions {
  /** The instance's own folder; values stand in its `secrets` folder. */
  readonly directory: string;
  readonly variables: NodeJS.ProcessEnv;
  readonly random: (bytes: number) => Buffer;
}

const RANDOM_BYTES = 32;
const LONGEST = 64 * 1024;

/** `smtp-password` is read from the file that QUANTFLOW_SECRET_SMTP_PASSWORD_FILE names, where that is set. */
export const secretVariable = (name: string): string =>
  `QUANTFLOW_SECRET_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}_FILE`;

export function secretStore({ directory, variables, random }: StoreOptions): SecretStore {
  const folder = join(directory, "secrets");
  const stored = ({ name }: Secret) => join(folder, name);
  const path = (secret: Secret) => variables[secretVariable(secret.name)] || stored(secret);
  const write = (secret: Secret, value: string) => {
    const variable = secretVariable(secret.name);
    if (variables[variable]) throw namedByVariable(secret.name, variable, path(secret));
    writeValue(folder, secret.name, value);
  };
  const renew = (secret: Secret) => write(secret, random(RANDOM_BYTES).toString("base64url"));
  const find = (secret: Secret) => {
    const variable = secretVariable(secret.name);
    return readValue(secret, path(secret), variables[variable] ? variable : undefined);
  };
  return {
    find,
    renew,
    path,
    ensure(secret) {
      const value = find(secret);
      if (value !== undefined || secret.origin === "given") return value;
      renew(secret);
      return find(secret);
    },
    replace: (secret, value) => write(secret, checked(secret, "the given value", value)),
  };
}

/** A value as a person's file holds it: one newline at the end is the editor's, not the secret's. */
export const withoutFinalNewline = (text: string): string => text.replace(/\r?\n$/, "");

/** PEM knows no backslash, so a pipeline's one line may stand for its many. */
export const valueIn = ({ certifies }: Secret, text: string): string =>
  withoutFinalNewline(certifies === undefined ? text : text.replaceAll("\\n", "\n"));

function readValue(secret: Secret, path: string, variable: string | undefined): string | undefined {
  try {
    return checked(secret, path, valueIn(secret, readFileSync(path, "utf8")));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === "ENOENT" && variable === undefined) return undefined;
    throw unreadableSecret(secret.name, path, variable, error);
  }
}

function checked(secret: Secret, path: string, value: string): string {
  const fault = faultOf(secret, value);
  if (fault) throw unusableSecret(secret.name, path, fault);
  return value;
}

function faultOf({ origin }: Secret, value: string): string | undefined {
  if (value === "") return "is empty";
  if (value.length > LONGEST) return `is longer than ${LONGEST} characters`;
  if (value.includes("\0")) return "holds a NUL character";
  if (value.includes("\ufffd")) return "is not UTF-8 text";
  return origin === "generated" && /\s/.test(value)
    ? "holds white space, which a password of ours never does"
    : undefined;
}

/** Written beside, synced and renamed: a full disk or a power cut leaves the old value, never half of the new one. */
function writeValue(folder: string, name: string, value: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const fresh = join(folder, `.${name}.new`);
  const file = openSync(fresh, "w", 0o600);
  try {
    writeSync(file, value);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(fresh, join(folder, name));
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && "syscall" in error;
