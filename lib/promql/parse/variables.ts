import type { Span } from "./ast.ts";

/** A Grafana variable and where it stands. */
export interface PlacedVariable extends Span {
  /** As written: `$__rate_interval`, `${symbol:regex}`, `[[job]]`. */
  readonly text: string;
  readonly name: string;
}

// Source: https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/
const VARIABLE = /\$\{(\w+)(?:[.:][^}]*)?\}|\[\[(\w+)(?::\w+)?\]\]|\$(\w+)/;
const HERE = new RegExp(VARIABLE.source, "y");
const EACH = new RegExp(VARIABLE.source, "g");

/** The variable that begins at this position. */
export function variableAt(text: string, at: number): PlacedVariable | undefined {
  HERE.lastIndex = at;
  const match = HERE.exec(text);
  return match ? placed(match, at) : undefined;
}

/** The variables in a piece of the text, which begins at `from`. */
export const variablesWithin = (piece: string, from: number): readonly PlacedVariable[] =>
  [...piece.matchAll(EACH)].map((match) => placed(match, from + match.index));

const placed = (match: RegExpExecArray, from: number): PlacedVariable => ({
  text: match[0],
  name: match[1] ?? match[2] ?? match[3] ?? "",
  from,
  to: from + match[0].length,
});
