import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Recorder } from "../../lib/metrics/definitions.ts";
import { dataDirectoryWritable } from "../../metrics/quantflow/runtime.ts";
import type { Cancel, Clock } from "../clock.ts";
import type { Log } from "../log.ts";

export interface DataDirectoryOptions {
  readonly directory: string;
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly log: Log;
}

export const CHECK_MS = 10_000;
/** What a full disk still has in the last block of some file is less. */
const CHECKED_BYTES = 16 * 1024;

/** Whether the disk takes what is written, found out by writing: a disk is full before anything has to be kept on it. */
export class DataDirectory {
  readonly #options: DataDirectoryOptions;
  #checking = false;
  #writable: boolean | undefined;

  constructor(options: DataDirectoryOptions) {
    this.#options = options;
  }

  /** Checks now, and every ten seconds from now on. */
  start(): Cancel {
    void this.check();
    return this.#options.clock.every(CHECK_MS, () => void this.check());
  }

  /** Resolves when it is known. A disk that has not answered since the last check takes nothing either. */
  async check(): Promise<void> {
    if (this.#checking) return this.#found(false, "the disk does not answer");
    this.#checking = true;
    try {
      await writeAndRemove(join(this.#options.directory, ".check"));
      this.#found(true);
    } catch (error) {
      this.#found(false, error);
    } finally {
      this.#checking = false;
    }
  }

  #found(writable: boolean, error?: unknown): void {
    const { recorder, log, directory } = this.#options;
    recorder.set(dataDirectoryWritable, {}, writable ? 1 : 0);
    if (!writable && this.#writable !== false)
      log.error(
        { err: error, directory },
        "the data directory takes nothing; fills wait in memory, alerts are refused",
      );
    if (writable && this.#writable === false) log.info({ directory }, "the data directory takes what is written again");
    this.#writable = writable;
  }
}

async function writeAndRemove(path: string): Promise<void> {
  try {
    const file = await open(path, "w", 0o600);
    try {
      await file.writeFile(Buffer.alloc(CHECKED_BYTES));
      await file.datasync();
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}
