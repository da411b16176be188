import { readFileSync } from "node:fs";
import { SecretError } from "./errors.ts";

/** Two, so that a new token can be accepted before the old one is withdrawn. */
const MOST_VALUES = 2;

function read(path: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new SecretError(path, "cannot be read", error);
  }
  const values = text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
  if (values.length === 0) throw new SecretError(path, "is empty");
  if (values.length > MOST_VALUES) throw new SecretError(path, `has more than ${MOST_VALUES} lines`);
  return values;
}

/**
 * A secret in a file, one value a line, at most two. Read at every use, so a rotated file needs no restart; while it
 * cannot be read the last values stand, and `unreadable` is told once.
 */
export class FileSecret {
  readonly #path: string;
  readonly #unreadable: (error: unknown) => void;
  #values: readonly string[];
  #isUnreadable = false;

  /** Throws APP_SECRET when the file is not there, empty or too long. */
  constructor(path: string, unreadable: (error: unknown) => void) {
    this.#path = path;
    this.#unreadable = unreadable;
    this.#values = read(path);
  }

  values(): readonly string[] {
    try {
      this.#values = read(this.#path);
      this.#isUnreadable = false;
    } catch (error) {
      if (!this.#isUnreadable) this.#unreadable(error);
      this.#isUnreadable = true;
    }
    return this.#values;
  }

  /** The newest value: the first line. */
  value(): string {
    return this.values()[0] as string;
  }
}
