import type { Code, Entry } from "./code.ts";
import { isMultiline, propertyName, stringLiteral, widthOf } from "./text.ts";

/** Columns of a line; what does not fit is broken as Biome breaks it, so that formatting the output changes nothing. */
const WIDTH = 120;

/** Where an expression begins and what comes after it. */
interface Spot {
  /** Columns of the line's indentation. */
  readonly indent: number;
  /** Columns that are taken before it. */
  readonly column: number;
  /** Columns that are needed behind it: a comma, a semicolon. */
  readonly behind: number;
}

/** The expression after `prefix`, which begins a line; `behind` follows it. */
export const format = (code: Code, prefix: string, behind: string): string =>
  prefix + written(code, { indent: 0, column: widthOf(prefix), behind: widthOf(behind) }) + behind;

function written(code: Code, spot: Spot): string {
  const line = flat(code);
  if (line !== undefined && spot.column + widthOf(line) + spot.behind <= WIDTH) return line;
  switch (code.kind) {
    case "word":
      return code.text;
    case "string":
      return stringLiteral(code.value);
    case "object":
      return block(
        "{",
        code.entries.map((entry) => property(entry, spot.indent + 2)),
        "}",
        spot.indent,
      );
    case "array":
      return brokenArray(code.items, spot.indent);
    case "call":
      return brokenCall(code, spot);
  }
}

const lines = new WeakMap<Code, { readonly text: string | undefined }>();

/** In one line; undefined where that is not possible or longer than any line. */
function flat(code: Code): string | undefined {
  const known = lines.get(code);
  if (known) return known.text;
  const text = flatten(code);
  const short = text !== undefined && text.length <= WIDTH ? text : undefined;
  lines.set(code, { text: short });
  return short;
}

function flatten(code: Code): string | undefined {
  switch (code.kind) {
    case "word":
      return code.text;
    case "string":
      return isMultiline(code.value) ? undefined : stringLiteral(code.value);
    case "object":
      return code.open ? undefined : flatObject(code.entries);
    case "array":
      return isMatrix(code.items) ? undefined : joined(code.items.map(flat), "[", "]");
    case "call":
      return joined(code.given.map(flat), `${code.callee}(`, ")");
  }
}

function flatObject(entries: readonly Entry[]): string | undefined {
  if (entries.length === 0) return "{}";
  const parts = entries.map(({ key, value, comment }) => {
    const text = comment === undefined ? flat(value) : undefined;
    return text && `${propertyName(key)}: ${text}`;
  });
  return joined(parts, "{ ", " }");
}

const joined = (parts: readonly (string | undefined)[], before: string, behind: string): string | undefined =>
  parts.includes(undefined) ? undefined : before + parts.join(", ") + behind;

/** Biome never puts two objects, or two lists, of several values each into one line. */
const isMatrix = (items: readonly Code[]): boolean =>
  items.length > 1 &&
  (items.every((item) => sizeOf(item, "object") > 1) || items.every((item) => sizeOf(item, "array") > 1));

function sizeOf(code: Code, kind: "object" | "array"): number {
  if (code.kind !== kind) return 0;
  return code.kind === "object" ? code.entries.length : code.kind === "array" ? code.items.length : 0;
}

function property({ key, value, comment }: Entry, indent: number): string {
  const name = propertyName(key);
  const above = (comment ?? "")
    .split("\n")
    .flatMap((line) => (line === "" ? [] : [`// ${line}\n${" ".repeat(indent)}`]));
  const column = indent + widthOf(name) + 2;
  const text = written(value, { indent, column, behind: 1 });
  const isLong = column + widthOf(text) + 1 > WIDTH;
  // A long string stands below its name, unless the name is so short that nothing would be gained.
  const isBelow = value.kind === "string" && !isMultiline(value.value) && isLong && widthOf(name) > 4;
  return `${above.join("")}${name}:${isBelow ? `\n${" ".repeat(indent + 2)}` : " "}${text}`;
}

function brokenArray(items: readonly Code[], indent: number): string {
  const inside = indent + 2;
  const texts = items.map((item) => written(item, { indent: inside, column: inside, behind: 1 }));
  if (items.length > 1 && items.every(isNumber)) return block("[", filled(texts, inside), "]", indent);
  return block("[", texts, "]", indent);
}

const isNumber = (code: Code): boolean => code.kind === "word" && /^-?\d/.test(code.text);

/** Numbers stand beside each other, as many as a line holds. */
function filled(texts: readonly string[], indent: number): readonly string[] {
  const rows: string[] = [];
  for (const text of texts) {
    const last = rows.at(-1);
    if (last !== undefined && indent + last.length + text.length + 3 <= WIDTH)
      rows[rows.length - 1] = `${last}, ${text}`;
    else rows.push(text);
  }
  return rows;
}

/** The last argument opens behind the others where it alone is an object; else each has a line of its own. */
function brokenCall({ callee, given }: Extract<Code, { kind: "call" }>, { indent, column }: Spot): string {
  const last = given.at(-1);
  const before = joined([...given.slice(0, -1).map(flat), "{"], `${callee}(`, "");
  const isAlone = given.at(-2)?.kind !== "object";
  if (last?.kind === "object" && isAlone && before !== undefined && column + widthOf(before) <= WIDTH) {
    const entries = last.entries.map((entry) => property(entry, indent + 2));
    return `${before.slice(0, -1)}${block("{", entries, "}", indent)})`;
  }
  const inside = indent + 2;
  const texts = given.map((one) => written(one, { indent: inside, column: inside, behind: 1 }));
  return block(`${callee}(`, texts, ")", indent);
}

const block = (before: string, parts: readonly string[], behind: string, indent: number): string =>
  [before, ...parts.map((part) => `${" ".repeat(indent + 2)}${part},`), " ".repeat(indent) + behind].join("\n");
