import { createHash } from "node:crypto";

/** Twelve hexadecimal digits that change when any file does. */
export const contentHash = (files: ReadonlyMap<string, string>): string => {
  const hash = createHash("sha256");
  for (const [name, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${name}\0${text}\0`);
  return hash.digest("hex").slice(0, 12);
};
