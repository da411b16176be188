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

/** One JSON object a line on standard output, written at once, secrets left out. */
export const createLog = (service: string): Logger =>
  pino(
    {
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
    },
    pino.destination({ sync: true }),
  );
