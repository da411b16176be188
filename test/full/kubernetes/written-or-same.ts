import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "vitest";

/** Set to write what is committed of a run anew: the report and the generated configuration. */
const WRITE = "QUANTFLOW_WRITE_REPORT";

/** What differs between two runs of the same code. */
const SECONDS = /\b\d+ s\b/g;

/** Holds a text against a committed file, but for the seconds in it, or writes it. */
export function writtenOrSame(file: string, text: string): void {
  if (process.env[WRITE] === undefined) {
    const committed = readFileSync(file, "utf8").replace(SECONDS, "… s");
    expect(text.replace(SECONDS, "… s"), `${WRITE}=1 writes it anew`).toBe(committed);
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
