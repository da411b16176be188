import { brokenJson, emptyFile, ruleFile } from "./import-errors.ts";
import { jsonFault } from "./import-json-fault.ts";

/** The value of a JSON file. Fails with line and column where it is none, and on a rule file. */
export function parsedJson(file: string, content: string): unknown {
  const text = content.replace(/^\uFEFF/, "");
  if (text.trim() === "") throw emptyFile(file);
  const value = parsed(file, text);
  if (isRuleFile(value)) throw ruleFile(file);
  return value;
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // Rule files are YAML.
    if (/^groups:/m.test(text)) throw ruleFile(file);
    const why = cause instanceof Error ? cause.message : String(cause);
    throw brokenJson(file, lineAndColumn(text, jsonFault(text)), inWords(why));
  }
}

const isRuleFile = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "groups" in value && !("panels" in value);

/** Without the place, which is told as line and column, and without the text around it. */
const inWords = (why: string): string =>
  why
    .replace(/\s+in JSON at position[\s\S]*$/, "")
    .replace(/, (\.\.\.)?"[\s\S]*$/, "")
    .replace(/^Unexpected end of JSON input$/, "it ends too early");

function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
