import { type Logger, pino } from "pino";

/** The levels that the application writes; pino's logger is one. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  fatal(fields: object, message: string): void;
}

const SECRET_FIELDS = ["authorization", "password", "token", "secret"];
/** Up to the last @ of the host: who forgets to encode a password has one in it. */
const CREDENTIALS_IN_URL = /\b(\w+:\/\/)[^\s/]+@/g;
const MOST_CAUSES = 5;

export const withoutCredentials = (text: string): string => text.replace(CREDENTIALS_IN_URL, "$1[Redacted]@");

/** An error as logged: drivers hang clients, sockets and queries on theirs, which are long and may hold secrets. */
export function loggedError(error: unknown, causesLeft = MOST_CAUSES): unknown {
  if (!(error instanceof Error)) return typeof error === "string" ? withoutCredentials(error) : error;
  const { name, message, stack = "", cause } = error;
  return {
    type: name,
    ...("code" in error && { code: error.code }),
    message: withoutCredentials(message),
    stack: withoutCredentials(stack),
    ...(cause !== undefined && causesLeft > 0 && { cause: loggedError(cause, causesLeft - 1) }),
    ...(error instanceof AggregateError && { errors: error.errors.map((one) => loggedError(one, causesLeft - 1)) }),
  };
}

/** What a terminal obeys, or shows in another order, and JSON does not escape: C1 controls, line and direction marks. */
const OBEYED = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Where lines go. */
export interface LogLines {
  write(line: string): unknown;
}

/**
 * One JSON object a line, on standard output and at once unless told otherwise; secrets left out, and nothing in it that
 * whoever sent us a text could move a reader's cursor with.
 */
export const createLog = (service: string, lines: LogLines = pino.destination({ sync: true })): Logger =>
  pino(
    {
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: loggedError },
      redact: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
    },
    // Such characters stand in strings only, where an escape means the same.
    { write: (line: string) => void lines.write(line.replaceAll(OBEYED, escaped)) },
  );
