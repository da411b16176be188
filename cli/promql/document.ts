import { type Document, isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from "yaml";
import { CliError } from "../errors.ts";

/** A YAML or JSON file whose nodes know their lines. */
export interface Located {
  readonly document: Document;
  readonly lineOf: (node: unknown) => number;
}

/** JSON is read as YAML, which it is, so that its nodes know their lines. Fails where the file cannot be read. */
export function located(file: string, content: string): Located {
  const counter = new LineCounter();
  const document = parseDocument(content, { lineCounter: counter, uniqueKeys: false, logLevel: "silent" });
  const [error] = document.errors;
  if (error) throw unreadable(file, error.linePos?.[0].line ?? 1, error.message.split(/ at line |\n/)[0] ?? "");
  const lineOf = (node: unknown): number => {
    const range = typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
    return Array.isArray(range) ? counter.linePos(Number(range[0])).line : 1;
  };
  return { document, lineOf };
}

/** A map's text of this name; undefined when it is none. */
export function textOf(map: YAMLMap, name: string): string | undefined {
  const node: unknown = map.get(name, true);
  return isScalar(node) && ["string", "number", "boolean"].includes(typeof node.value) ? String(node.value) : undefined;
}

/** A map of texts, as labels and annotations are. */
export function textsOf(map: YAMLMap, name: string): Readonly<Record<string, string>> {
  const node: unknown = map.get(name, true);
  if (!isMap(node)) return {};
  const names = node.items.flatMap(({ key }) => (isScalar(key) ? String(key.value) : []));
  return Object.fromEntries(names.map((one) => [one, textOf(node, one) ?? ""]));
}

export const unreadable = (file: string, line: number, why: string): CliError =>
  new CliError(
    "promql/unreadable",
    `${file}:${line} cannot be read: ${why}`,
    "Name a rule file (.yml), a dashboard (.json), or a file with one expression a line",
  );
