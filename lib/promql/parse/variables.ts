import type { Span } from "./ast.ts";

/** A Grafana variable and where it stands. */
export interface PlacedVariable extends Span {
  /** As written: `$__rate_interval`, `${symbol:regex}`, `[[job]]`. */
  readonly text: string;
  readonly name: string;
}

export interface Placed {
  /** PromQL of the same length, so that every position in it is the position in what was written. */
  readonly text: string;
  readonly variables: readonly PlacedVariable[];
}

// Source: https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/
const VARIABLE = /\$\{(\w+)(?:[.:][^}]*)?\}|\[\[(\w+)(?::\w+)?\]\]|\$(\w+)/y;
const STRING = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*`?|#[^\n]*/y;
const AFTER_OFFSET = /\boffset\s*[-+]?\s*$/i;

// What Prometheus' lexer takes and the tolerant grammar does not: `1.`, `STEP()`, and min_of() outside a duration.
const TRAILING_DOT = /(?<![\w.])\d+\.(?![\w.])/y;
const KEYWORD = /(?<![\w:])(step|range|min_of|max_of)(?=\s*\()/iy;
const OTHER = /[A-Za-z_:]\w*|\d+|\s+|[\s\S]/y;

/**
 * Makes a text that the grammar reads, of the same length: a variable becomes a duration where one is due, else a
 * name. What stands in a string stays: any text is a string.
 */
export function placeVariables(written: string): Placed {
  const variables: PlacedVariable[] = [];
  let text = "";
  let inBrackets = false;
  while (text.length < written.length) {
    const at = text.length;
    const string = matchAt(STRING, written, at)?.[0];
    const variable = matchAt(VARIABLE, written, at);
    if (string !== undefined) {
      variables.push(...within(string, at));
      text += string;
    } else if (variable) {
      variables.push(found(variable, at));
      text += substitute(variable[0].length, inBrackets || AFTER_OFFSET.test(text.slice(-32)));
    } else {
      const next = patched(written, at, inBrackets || AFTER_OFFSET.test(text.slice(-32)));
      if (next === "[" || next === "]") inBrackets = next === "[";
      text += next;
    }
  }
  return { text, variables };
}

function patched(written: string, at: number, isDuration: boolean): string {
  const dotted = matchAt(TRAILING_DOT, written, at)?.[0];
  if (dotted !== undefined) return `${dotted.slice(0, -1)} `;
  const keyword = matchAt(KEYWORD, written, at)?.[0].toLowerCase();
  if (keyword === undefined) return matchAt(OTHER, written, at)?.[0] ?? "";
  // Any function's name of six letters: the name is read from what was written.
  return keyword.endsWith("_of") && !isDuration ? "minute" : keyword;
}

const found = (match: RegExpExecArray, from: number): PlacedVariable => ({
  text: match[0],
  name: match[1] ?? match[2] ?? match[3] ?? "",
  from,
  to: from + match[0].length,
});

/** `5m` or a name, padded to the length; the shortest variable has two characters. */
const substitute = (length: number, isDuration: boolean): string =>
  isDuration ? "5m".padStart(length, "0") : "v".padEnd(length, "_");

function within(string: string, from: number): readonly PlacedVariable[] {
  if (string.startsWith("#")) return [];
  return [...string.matchAll(new RegExp(VARIABLE.source, "g"))].map((match) => found(match, from + match.index));
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
