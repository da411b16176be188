import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { CRASHES, type Crash } from "./process.ts";

const count = z.int().min(0).default(0);
const counts = z.object(Object.fromEntries(CRASHES.map((crash) => [crash, count])) as Record<Crash, typeof count>);

/**
 * Errors that nobody caught, over the application's life: a process that ends of one is never scraped again, so the
 * number is kept on disk and exposed by the next.
 */
export class Crashes {
  readonly #path: string;
  readonly #counts: Record<Crash, number>;

  /** A file that is not there, or holds something else, counts from 0; the latter is told to `spoilt`. */
  constructor(path: string, spoilt: (error: unknown) => void) {
    this.#path = path;
    this.#counts = read(path, spoilt);
  }

  get counts(): Readonly<Record<Crash, number>> {
    return this.#counts;
  }

  /** At once, because the process has no later. Throws what the file system does. */
  add(crash: Crash): void {
    this.#counts[crash] += 1;
    writeFileSync(`${this.#path}.new`, `${JSON.stringify(this.#counts)}\n`, { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
  }
}

function read(path: string, spoilt: (error: unknown) => void): Record<Crash, number> {
  try {
    return counts.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) spoilt(error);
    return counts.parse({});
  }
}
