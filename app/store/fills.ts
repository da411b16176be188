import type { Log } from "../log.ts";
import { BatchWriter, type BatchWriterOptions } from "./batch-writer.ts";
import type { TradeRow } from "./rows.ts";
import type { SpillFile } from "./spill.ts";

export interface FillsOptions extends Omit<BatchWriterOptions<TradeRow>, "overflow"> {
  /** Undefined: there is no data directory, and what the queue gives up is lost. */
  readonly spill: SpillFile | undefined;
  readonly log: Log;
  readonly lost: (rows: readonly TradeRow[]) => void;
}

/** The queue of fills before the database: what it cannot hold, or not write at a stop, waits in a file. */
export class Fills {
  readonly #options: FillsOptions;
  readonly #writer: BatchWriter<TradeRow>;
  #replaying = false;

  constructor(options: FillsOptions) {
    this.#options = options;
    this.#writer = new BatchWriter({ ...options, overflow: (rows) => this.#overflow(rows) });
  }

  get waiting(): number {
    return this.#writer.waiting;
  }

  add(row: TradeRow): void {
    this.#writer.add(row);
  }

  stop(): Promise<void> {
    return this.#writer.stop();
  }

  /** Writes what waits in the file, if anything does; called whenever the database is known to answer. Never throws. */
  async replay(): Promise<void> {
    if (this.#replaying) return;
    this.#replaying = true;
    try {
      await this.#replay();
    } catch (error) {
      this.#options.log.warn({ err: error }, "fills still wait on the disk");
    } finally {
      this.#replaying = false;
    }
  }

  async #replay(): Promise<void> {
    const { spill, log, batchRows, write } = this.#options;
    const spilled = spill?.read();
    if (spill === undefined || spilled === undefined || spilled.size === 0) return;
    const { rows, corrupt } = spilled;
    for (let at = 0; at < rows.length; at += batchRows) await write(rows.slice(at, at + batchRows));
    if (corrupt > 0) {
      spill.keepAside();
      log.error(
        { path: spill.path, lines: corrupt },
        "lines of the fills file are no fills; a copy is kept as .corrupt",
      );
    }
    spill.clear(spilled);
    log.info({ path: spill.path, fills: rows.length }, "fills from the disk are in the database");
  }

  #overflow(rows: readonly TradeRow[]): void {
    const { spill, log, lost } = this.#options;
    try {
      if (spill === undefined) throw new Error("no data directory is configured");
      spill.append(rows);
      log.warn({ path: spill.path, fills: rows.length }, "fills wait on the disk until the database answers");
    } catch (error) {
      log.error({ err: error, fills: rows.length }, "fills are lost: neither the database nor the disk took them");
      lost(rows);
    }
  }
}
