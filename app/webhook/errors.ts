import { ApplicationError } from "../errors.ts";

export class JournalError extends ApplicationError {
  constructor(path: string, cause: unknown) {
    super("WEBHOOK_JOURNAL", `alert history ${path} cannot be read or written: check the disk and the file's owner`, {
      cause,
    });
  }
}

/** More alerts wait for their delivery than are held: their sender has to keep them for a while. */
export class OutboxFullError extends ApplicationError {
  constructor(waiting: number) {
    super("WEBHOOK_OUTBOX_FULL", `${waiting} alerts wait for delivery: see why the channels do not take them`);
  }
}

/** Whose fault it is that a delivery failed: with the alert's, the next alert may well pass. */
export type Blame = "alert" | "receiver";

export class DeliveryError extends ApplicationError {
  readonly blame: Blame;
  /** Milliseconds that the receiver asked to be left alone for. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    blame: Blame,
    options: { readonly retryAfterMs?: number; readonly cause?: unknown } = {},
  ) {
    super("WEBHOOK_DELIVERY", message, { cause: options.cause });
    this.blame = blame;
    this.retryAfterMs = options.retryAfterMs;
  }
}
