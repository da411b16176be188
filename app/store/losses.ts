import type { Recorder } from "../../lib/metrics/definitions.ts";
import { storeDroppedRows } from "../../metrics/quantflow/store.ts";
import type { Log } from "../log.ts";
import type { Kind, LossReason } from "./queue.ts";

const TOLD: Readonly<Record<LossReason, string>> = {
  full: "rows are dropped, the oldest first: the database has been away too long",
  stop: "rows are dropped: the application ended before the database took them",
  refused: "rows are dropped: the database refuses them",
  disk: "fills are lost: neither the database nor the disk took them",
};

/** Counts every row that is lost, and tells the first of each burst. */
export class Losses {
  readonly #recorder: Recorder;
  readonly #log: Log;
  /** Rows by kind and reason since the database last took some. */
  readonly #burst = new Map<string, number>();

  constructor(recorder: Recorder, log: Log) {
    this.#recorder = recorder;
    this.#log = log;
  }

  readonly lost = (kind: Kind, reason: LossReason, rows: number): void => {
    if (rows === 0) return;
    this.#recorder.increment(storeDroppedRows, { kind, reason }, rows);
    const what = `${kind} ${reason}`;
    const before = this.#burst.get(what) ?? 0;
    this.#burst.set(what, before + rows);
    if (before > 0) return;
    // A lost fill is money; of market data there is more where it came from.
    if (kind === "trade") this.#log.error({ kind, reason, rows }, TOLD[reason]);
    else this.#log.warn({ kind, reason, rows }, TOLD[reason]);
  };

  /** The database took rows again: what was lost meanwhile is told, and what is lost from now on is another burst. */
  over(): void {
    if (this.#burst.size === 0) return;
    this.#log.warn(Object.fromEntries(this.#burst), "the database takes rows again; so many were dropped meanwhile");
    this.#burst.clear();
  }
}
