/** What is stored: our own fills (`trade`), closed candles, and trades of the market (`tick`). */
export const KINDS = ["trade", "candle", "tick"] as const;
export type Kind = (typeof KINDS)[number];

/**
 * Why a row will never be in the database: its queue was full, the application ended first, the database refused the
 * row itself, or the disk did not take it.
 */
export type LossReason = "full" | "stop" | "refused" | "disk";
export type Lost = (kind: Kind, reason: LossReason, rows: number) => void;

/** Rows on their way to the database, oldest first. One is sent at a time, by one writer. */
export interface Queue {
  readonly kind: Kind;
  readonly waiting: number;
  /** When the oldest of them came, milliseconds since the epoch; undefined when none waits. */
  readonly oldestAt: number | undefined;
  /** Sends the oldest rows; resolves with how many are stored now. Rejects when none is, and then all wait on. */
  send(most: number): Promise<number>;
  /** Gives up the oldest row, which the database will never take. */
  refuse(): void;
  /** Ends: what cannot outlive the process is given up. */
  close(): void;
}
