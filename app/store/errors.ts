import { ApplicationError } from "../errors.ts";

export class MigrationError extends ApplicationError {
  constructor(version: number, name: string, cause: unknown) {
    super("STORE_MIGRATION", `migration ${version} (${name}) failed and was rolled back; see the cause`, { cause });
  }
}

export class SpillError extends ApplicationError {
  constructor(path: string, cause: unknown) {
    super("STORE_SPILL", `fills file ${path} cannot be read or written: check the disk and the file's owner`, {
      cause,
    });
  }
}

/** To be tried again later: nothing was lost, and nothing was found out. */
export class StoreUnavailableError extends ApplicationError {
  constructor(what: string, cause: unknown) {
    const { problem } = problemOf(cause);
    super("STORE_UNAVAILABLE", `${what} (${problem}): try again when /readyz says that timescaledb is ok`, { cause });
  }
}

export class StoreUnusedError extends ApplicationError {
  constructor(what: string) {
    super("STORE_UNUSED", `${what}: no database is configured; set QUANTFLOW_DATABASE_HOST`);
  }
}

export class StoreStoppedError extends ApplicationError {
  constructor() {
    super("STORE_STOPPED", "the application ended before the database answered; the fills are read at its next start");
  }
}

const textAt = (value: unknown, field: string): string | undefined => {
  const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, field) : undefined;
  return typeof found === "string" && found !== "" ? found : undefined;
};

/** PostgreSQL's five characters, such as `23505`; undefined when an error is none of the server's. */
export const sqlState = (error: unknown): string | undefined => {
  const code = textAt(error, "code");
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
};

/**
 * Whether the database refuses the rows themselves (data exceptions and integrity constraint violations), so that
 * sending them again is of no use.
 * Source: https://www.postgresql.org/docs/current/errcodes-appendix.html, classes 22 and 23
 */
export const isRefusal = (error: unknown): boolean => /^2[23]/.test(sqlState(error) ?? "");

/** What a log says of a store's error; the error of a client holds the whole client, secrets and buffers included. */
export function problemOf(error: unknown): { readonly code?: string; readonly problem: string } {
  const cause: unknown = error instanceof ApplicationError ? error.cause : undefined;
  const code = textAt(error, "code");
  // Node tells of several addresses tried by an error without a message.
  const problem = textAt(error, "message") ?? code ?? String(error);
  const told = cause === undefined || problem.includes(problemOf(cause).problem);
  return { ...(code && { code }), problem: told ? problem : `${problem}: ${problemOf(cause).problem}` };
}
