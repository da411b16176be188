import type { Log } from "../log.ts";
import { SpillError } from "./errors.ts";
import type { FilledLines, FillFile } from "./fill-file.ts";
import { fillLine } from "./fill-text.ts";
import type { Lost, Queue } from "./queue.ts";
import type { FillRow } from "./rows.ts";

export interface FillQueueOptions {
  /** Undefined: there is no data directory, and fills wait in memory. */
  readonly file: FillFile | undefined;
  /** Stores rows at once or rejects; bears being given the same rows again. */
  readonly write: (rows: readonly FillRow[]) => Promise<void>;
  readonly lost: Lost;
  readonly log: Log;
}

/** Fills that wait in memory where the disk does not take them; far more than any outage makes. */
export const FILLS_IN_MEMORY = 10_000;

/** Our fills on their way to the database: on the disk before anything else, in memory only where the disk fails. */
export class FillQueue implements Queue {
  readonly kind = "trade";
  readonly #options: FillQueueOptions;
  #memory: FillRow[] = [];
  #oldestAt: number | undefined;
  /** Until it takes a fill again. */
  #diskFails = false;
  /** Where the rows are that were sent last. */
  #fromDisk = false;

  constructor(options: FillQueueOptions) {
    this.#options = options;
    this.#oldestAt = options.file?.first(1).rows[0]?.time;
  }

  get waiting(): number {
    return (this.#options.file?.waiting ?? 0) + this.#memory.length;
  }

  get oldestAt(): number | undefined {
    return this.waiting === 0 ? undefined : this.#oldestAt;
  }

  add(row: FillRow): void {
    if (this.waiting === 0) this.#oldestAt = row.time;
    if (!this.#toDisk(row)) this.#memory.push(row);
    if (this.#memory.length <= FILLS_IN_MEMORY) return;
    this.#memory.shift();
    this.#options.lost("trade", "disk", 1);
  }

  /** Every fill that waits, oldest first. Throws STORE_SPILL. */
  all(): readonly FillRow[] {
    return [...(this.#options.file?.all().rows ?? []), ...this.#memory];
  }

  async send(most: number): Promise<number> {
    const lines = this.#first(most);
    if (lines !== undefined && lines.bytes > 0) return this.#sendLines(lines);
    this.#fromDisk = false;
    const rows = this.#memory.slice(0, most);
    if (rows.length > 0) await this.#write(rows);
    // Some may have been lost from the front meanwhile.
    this.#memory = this.#memory.filter((row) => !rows.includes(row));
    return rows.length;
  }

  refuse(): void {
    const { file, lost, log } = this.#options;
    const row = this.#fromDisk
      ? this.#guarded(() => file && this.#putAside(file))
      : // Sent alone, so that it is the first.
        this.#memory.shift();
    if (row === undefined) return;
    log.error({ fill: row }, "the database refuses a fill; from the fills file it is kept beside it as .corrupt");
    lost("trade", "refused", 1);
  }

  close(): void {
    const { file, lost } = this.#options;
    this.#memory = this.#memory.filter((row) => !this.#toDisk(row));
    lost("trade", "stop", this.#memory.length);
    file?.close();
  }

  #putAside(file: FillFile): FillRow | undefined {
    const first = file.first(1);
    file.putAside(first.rows.map((row) => fillLine(row).trimEnd()));
    file.done(first);
    return first.rows[0];
  }

  async #sendLines(lines: FilledLines): Promise<number> {
    this.#fromDisk = true;
    if (lines.rows.length > 0) await this.#write(lines.rows);
    return this.#guarded(() => this.#done(lines)) ?? 0;
  }

  #done(lines: FilledLines): number {
    const { file, log } = this.#options;
    if (lines.corrupt.length > 0) {
      file?.putAside(lines.corrupt);
      log.error(
        { path: file?.path, lines: lines.corrupt.length },
        "lines of the fills file are no fills; they are kept beside it as .corrupt",
      );
    }
    file?.done(lines);
    return lines.lines;
  }

  async #write(rows: readonly FillRow[]): Promise<void> {
    this.#oldestAt = rows[0]?.time;
    await this.#options.write(rows);
  }

  /** A disk that cannot be read holds up neither the fills in memory nor what else is stored. */
  #first(most: number): FilledLines | undefined {
    return this.#guarded(() => this.#options.file?.first(most));
  }

  #toDisk(row: FillRow): boolean {
    const { file } = this.#options;
    const appended = this.#guarded(() => {
      file?.append(row);
      return file !== undefined;
    });
    if (appended === true) this.#diskFails = false;
    return appended === true;
  }

  #guarded<T>(act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof SpillError)) throw error;
      if (!this.#diskFails)
        this.#options.log.error({ err: error }, "the disk does not take fills; they wait in memory");
      this.#diskFails = true;
      return undefined;
    }
  }
}
