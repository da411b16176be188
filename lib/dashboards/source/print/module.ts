import type { Code } from "./code.ts";
import { format } from "./format.ts";

/** A constant of a printed module. */
export interface Constant {
  readonly name: string;
  readonly value: Code;
  /** Lines above it. */
  readonly comment?: string;
  readonly exported?: boolean;
}

/** Where a name comes from: `"../lib/dashboards/index.ts"` -> the names that it exports. */
export type Sources = Readonly<Record<string, readonly string[]>>;

/** Imports of what is used, then the constants, in their order. Sources are in the order in which they are imported. */
export function moduleText(constants: readonly Constant[], sources: Sources): string {
  const used = new Set(constants.flatMap(({ value }) => [...wordsIn(value)]));
  const imports = Object.entries(sources).flatMap(([source, names]) => {
    const taken = names.filter((name) => used.has(name));
    return taken.length > 0 ? [importLine(taken, source)] : [];
  });
  return `${[imports.join("\n"), ...constants.map(constantText)].join("\n\n")}\n`;
}

function constantText({ name, value, comment, exported }: Constant): string {
  const above = comment === undefined ? "" : comment.replace(/^/gm, "// ").concat("\n");
  return above + format(value, `${exported === true ? "export " : ""}const ${name} = `, ";");
}

function importLine(names: readonly string[], source: string): string {
  const sorted = [...names].sort(naturally);
  const line = `import { ${sorted.join(", ")} } from "${source}";`;
  return line.length <= 120 ? line : `import {\n${sorted.map((name) => `  ${name},\n`).join("")}} from "${source}";`;
}

/** As Biome sorts names: letter by letter, capitals before small ones of the same letter, shorter numbers first. */
export const naturally = (a: string, b: string): number => (sortKey(a) < sortKey(b) ? -1 : 1);

const sortKey = (name: string): string =>
  name.replace(/\d+|\p{L}/gu, (part) =>
    /\d/.test(part)
      ? `0${String.fromCharCode(part.length)}${part}`
      : part.toLowerCase() + (part === part.toLowerCase() ? 1 : 0),
  );

/** Every name that an expression uses. */
function* wordsIn(code: Code): Generator<string> {
  if (code.kind === "word") yield code.text;
  if (code.kind === "call") yield code.callee;
  for (const inside of insideOf(code)) yield* wordsIn(inside);
}

function insideOf(code: Code): readonly Code[] {
  if (code.kind === "object") return code.entries.map(({ value }) => value);
  return code.kind === "array" ? code.items : code.kind === "call" ? code.given : [];
}
