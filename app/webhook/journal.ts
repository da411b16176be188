import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { JournalError } from "./errors.ts";
import type { AlertRecord } from "./schema.ts";

/** Where alerts survive a restart: one JSON object a line. */
export interface Journal {
  load(): Promise<readonly AlertRecord[]>;
  /** Resolves when the records are on the disk. Rejects with WEBHOOK_JOURNAL. */
  append(records: readonly AlertRecord[]): Promise<void>;
  /** Puts these in place of all that is there; a crash leaves the old file or the new one. */
  replace(records: readonly AlertRecord[]): Promise<void>;
}

const lines = (records: readonly AlertRecord[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join("");

async function write(path: string, flags: "a" | "w", text: string): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A line cut short by a crash is no record: its sender was never told that it was stored. */
function parseLine(line: string): readonly AlertRecord[] {
  try {
    return [JSON.parse(line) as AlertRecord];
  } catch {
    return [];
  }
}

export class FileJournal implements Journal {
  readonly #path: string;
  #torn = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** Makes the folder, and finds out at the start whether the file can be written. Rejects with WEBHOOK_JOURNAL. */
  async load(): Promise<readonly AlertRecord[]> {
    await this.#guarded(this.#prepare());
    const text = await readFile(this.#path, "utf8");
    this.#torn = text !== "" && !text.endsWith("\n");
    return text.split("\n").flatMap((line) => (line === "" ? [] : parseLine(line)));
  }

  async append(records: readonly AlertRecord[]): Promise<void> {
    const text = this.#torn ? `\n${lines(records)}` : lines(records);
    await this.#guarded(write(this.#path, "a", text));
    this.#torn = false;
  }

  async replace(records: readonly AlertRecord[]): Promise<void> {
    const temporary = `${this.#path}.new`;
    await this.#guarded(write(temporary, "w", lines(records)));
    await this.#guarded(rename(temporary, this.#path));
    this.#torn = false;
  }

  async #prepare(): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    await write(this.#path, "a", "");
  }

  async #guarded(writing: Promise<void>): Promise<void> {
    await writing.catch((error: unknown) => {
      // A disk that filled up may have taken half a line: the next append starts on a new one.
      this.#torn = true;
      throw new JournalError(this.#path, error);
    });
  }
}

/** For an application without a data directory: the history lives as long as the process. */
export const memoryJournal: Journal = {
  load: async () => [],
  append: async () => undefined,
  replace: async () => undefined,
};
