import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** A part of ours that reads what others wrote. */
export interface Reader {
  /** Completes `… outlives whatever is in its place`. */
  readonly what: string;
  /** The sources that do the reading. */
  readonly sources: readonly string[];
  /** What it is given as it should be. */
  readonly samples: readonly (string | Buffer)[];
  /** Reads; throws or rejects with an error of ours where there is nothing to be read. `folder` is its own. */
  readonly read: (content: Buffer, folder: string) => unknown;
}

/** A file of this name with the content. */
export function fileIn(folder: string, name: string, content: Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** What `fetch` would answer. */
export const answering =
  (content: Buffer): typeof fetch =>
  async () =>
    new Response(new Uint8Array(content), { status: 200, headers: { "content-type": "application/json" } });

export const nothing = (): void => undefined;
