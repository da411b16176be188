import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Reader } from "./reader.ts";

/** What takes apart a text that came from elsewhere. */
const PARSES =
  /\bJSON\.parse\(|\bparseJson\(|\bparseYaml\(|\bparseDocument\(|\bparseAllDocuments\(|\bforeignYaml\(|from "csv-parse/;
const YAML = /import \{[^}]*\bparse\b[^}]*\} from "yaml"/;

/** Sources that parse and are neither fuzzed nor excused, and excuses of what does not parse any more. */
export function unfuzzed(
  root: string,
  sources: readonly string[],
  readers: readonly Reader[],
  excused: Readonly<Record<string, string>>,
): readonly string[] {
  const text = (file: string) => readFileSync(join(root, file), "utf8");
  const parsing = sources.filter((file) => PARSES.test(text(file)) || YAML.test(text(file)));
  const fuzzed = new Set(readers.flatMap((reader) => reader.sources));
  return [
    ...parsing.filter((file) => !fuzzed.has(file) && excused[file] === undefined),
    ...Object.keys(excused).filter((file) => !parsing.includes(file) || fuzzed.has(file)),
    ...[...fuzzed].filter((file) => !sources.includes(file)),
  ];
}
