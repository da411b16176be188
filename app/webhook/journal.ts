import { type FileHandle, mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { JournalError } from "./errors.ts";

/** Lines that survive a restart. Calls follow one another: none begins before the last one ended. */
export interface Journal {
  /** All lines, oldest first. Rejects with WEBHOOK_JOURNAL. */
  load(): Promise<readonly string[]>;
  /** Resolves when the lines are on the disk. Rejects with WEBHOOK_JOURNAL. */
  append(lines: readonly string[]): Promise<void>;
  /** Puts these in place of all that is there; a crash leaves the old lines or the new. Rejects with WEBHOOK_JOURNAL. */
  replace(lines: readonly string[]): Promise<void>;
  /** Keeps lines that nobody could read beside the others. Rejects with WEBHOOK_JOURNAL. */
  keepAside(lines: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

async function write(path: string, flags: "a" | "w", text: string): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is on the disk once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export class FileJournal implements Journal {
  readonly #path: string;
  #file: FileHandle | undefined;
  #torn = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** Makes the folder, and finds out at the start whether the file can be written. */
  load(): Promise<readonly string[]> {
    return this.#guarded(async () => {
      await mkdir(dirname(this.#path), { recursive: true });
      await write(this.#path, "a", "");
      await syncFolder(this.#path);
      const text = await readFile(this.#path, "utf8");
      this.#torn = text !== "" && !text.endsWith("\n");
      return text.split("\n").filter((line) => line !== "");
    });
  }

  append(lines: readonly string[]): Promise<void> {
    return this.#guarded(async () => {
      this.#file ??= await open(this.#path, "a", 0o600);
      await this.#file.appendFile(this.#torn ? `\n${textOf(lines)}` : textOf(lines));
      await this.#file.datasync();
      this.#torn = false;
    });
  }

  replace(lines: readonly string[]): Promise<void> {
    return this.#guarded(async () => {
      const temporary = `${this.#path}.new`;
      await write(temporary, "w", textOf(lines));
      await rename(temporary, this.#path);
      // The open file is the one that was replaced.
      await this.close();
      await syncFolder(this.#path);
      this.#torn = false;
    });
  }

  keepAside(lines: readonly string[]): Promise<void> {
    return this.#guarded(() => write(`${this.#path}.unreadable`, "a", textOf(lines)));
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  async #guarded<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      // A disk that filled up may have taken half a line: the next append starts on a new one.
      this.#torn = true;
      throw new JournalError(this.#path, error);
    }
  }
}

/** For an application without a data directory: the history lives as long as the process. */
export const memoryJournal: Journal = {
  load: async () => [],
  append: async () => undefined,
  replace: async () => undefined,
  keepAside: async () => undefined,
  close: async () => undefined,
};
