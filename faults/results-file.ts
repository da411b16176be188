import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { CellResult } from "./result.ts";

/** What was measured so far, each cell in an environment once: the last time counts. */
export const readResults = (path: string): readonly CellResult[] =>
  existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : [];

const keyOf = ({ environment, cell }: CellResult): string => `${environment} ${cell}`;

/** The results with this one in its place, sorted, so that a difference shows what was measured anew. */
export function withResult(results: readonly CellResult[], result: CellResult): readonly CellResult[] {
  const others = results.filter((one) => keyOf(one) !== keyOf(result));
  return [...others, result].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export const writeResults = (path: string, results: readonly CellResult[]): void =>
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
