import { ApplicationError } from "../errors.ts";

export class JournalError extends ApplicationError {
  constructor(path: string, cause: unknown) {
    super("WEBHOOK_JOURNAL", `alert history ${path} cannot be read or written: check the disk and the file's owner`, {
      cause,
    });
  }
}
