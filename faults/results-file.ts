import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { brokenResults } from "./errors.ts";
import type { CellResult } from "./result.ts";

/** What was measured so far, each cell in an environment once: the last time counts. */
export function readResults(path: string): readonly CellResult[] {
  if (!existsSync(path)) return [];
  try {
    const results: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (Array.isArray(results)) return results;
  } catch (cause) {
    throw brokenResults(path, cause as Error);
  }
  throw brokenResults(path, new TypeError("it holds no list"));
}

const keyOf = ({ environment, cell }: CellResult): string => `${environment} ${cell}`;

/** The results with this one in its place, sorted, so that a difference shows what was measured anew. */
export function withResult(results: readonly CellResult[], result: CellResult): readonly CellResult[] {
  const others = results.filter((one) => keyOf(one) !== keyOf(result));
  return [...others, result].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export const writeResults = (path: string, results: readonly CellResult[]): void =>
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
