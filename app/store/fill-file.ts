import {
  appendFileSync,
  closeSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { SpillError } from "./errors.ts";
import { fillLine, parseFillLine } from "./fill-text.ts";
import type { FillRow } from "./rows.ts";

/** The oldest fills of a file. */
export interface FilledLines {
  readonly rows: readonly FillRow[];
  /** Lines that are no fill, such as one that a crash cut short. */
  readonly corrupt: readonly string[];
  /** What they take in the file. */
  readonly bytes: number;
  /** Lines, empty ones left out. */
  readonly lines: number;
}

const NOTHING: FilledLines = { rows: [], corrupt: [], bytes: 0, lines: 0 };
const READ_BYTES = 1 << 20;
const LINE_BREAK = 10;

/**
 * The fills that are not yet in the database, one JSON object a line: a queue on the disk, so that neither a crash nor
 * a long outage loses one or takes memory. What is written is not cut out but passed over, and the file emptied when
 * nothing waits; after a crash some are sent again, which the database bears. Written synchronously, because a fill
 * counts once it is on the disk. Every method throws STORE_SPILL.
 */
export class FillFile {
  readonly path: string;
  readonly #file: number;
  /** Bytes that are whole lines; what a failed append left behind is overwritten by none, so it is cut off at once. */
  #size = 0;
  #done = 0;
  #waiting = 0;

  constructor(path: string) {
    this.path = path;
    this.#file = this.#guarded(() => {
      mkdirSync(dirname(path), { recursive: true });
      return openSync(path, "a+", 0o600);
    });
    this.#guarded(() => {
      this.#size = fstatSync(this.#file).size;
      this.#endLastLine();
      this.#waiting = this.all().lines;
    });
  }

  /** Lines not yet done. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Adds a fill; once it returns it is on the disk. When it throws nothing was added. */
  append(row: FillRow): void {
    this.#guarded(() => {
      this.#write(Buffer.from(fillLine(row)));
      this.#waiting += 1;
    });
  }

  /** The oldest fills, `most` lines of them. */
  first(most: number): FilledLines {
    return this.#guarded(() => this.#lines(READ_BYTES, most));
  }

  all(): FilledLines {
    return this.#guarded(() => this.#lines(this.#size - this.#done, Number.POSITIVE_INFINITY));
  }

  /** Passes over lines that were read first. */
  done({ bytes, lines }: FilledLines): void {
    this.#guarded(() => {
      this.#done += bytes;
      this.#waiting -= lines;
      if (this.#done < this.#size) return;
      ftruncateSync(this.#file, 0);
      this.#done = 0;
      this.#size = 0;
    });
  }

  /** Keeps lines that cannot be stored in a file beside it, for who wants to know what they were. */
  putAside(lines: readonly string[]): void {
    this.#guarded(() => appendFileSync(`${this.path}.corrupt`, lines.map((line) => `${line}\n`).join("")));
  }

  close(): void {
    this.#guarded(() => closeSync(this.#file));
  }

  #write(content: Buffer): void {
    try {
      for (let written = 0; written < content.length; ) written += writeSync(this.#file, content, written);
      fdatasyncSync(this.#file);
      this.#size += content.length;
    } catch (error) {
      ftruncateSync(this.#file, this.#size);
      throw error;
    }
  }

  /** A crash may have cut the last line short; the next one must not be written behind it. */
  #endLastLine(): void {
    const last = Buffer.alloc(1);
    if (this.#size === 0 || readSync(this.#file, last, 0, 1, this.#size - 1) === 0 || last[0] === LINE_BREAK) return;
    this.#write(Buffer.from("\n"));
  }

  #lines(most: number, mostLines: number): FilledLines {
    const rest = this.#size - this.#done;
    const buffer = Buffer.alloc(Math.min(most, rest));
    const read = buffer.subarray(0, readSync(this.#file, buffer, 0, buffer.length, this.#done));
    const whole = read.subarray(0, read.lastIndexOf(LINE_BREAK) + 1);
    if (whole.length === 0) return rest > most ? this.#lines(2 * most, mostLines) : NOTHING;
    return parsed(firstLines(whole, mostLines));
  }

  #guarded<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw error instanceof SpillError ? error : new SpillError(this.path, error);
    }
  }
}

function firstLines(content: Buffer, most: number): Buffer {
  let end = 0;
  for (let line = 0; line < most && end < content.length; line += 1) end = content.indexOf(LINE_BREAK, end) + 1;
  return content.subarray(0, end);
}

function parsed(content: Buffer): FilledLines {
  const lines = content
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
  const rows = lines.map(parseFillLine);
  return {
    rows: rows.filter((row) => row !== undefined),
    corrupt: lines.filter((_, index) => rows[index] === undefined),
    bytes: content.length,
    lines: lines.length,
  };
}
