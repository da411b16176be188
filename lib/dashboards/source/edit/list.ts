import type ts from "typescript";
import { indentAt, type Replacement } from "./literal.ts";

/** What a list is to hold: elements of it by their place, others by their text. */
export type Item = number | string;

/** The list's elements in another order, fewer or more of them; comments stay with the elements that they stand above. */
export function relisted(array: ts.ArrayLiteralExpression, items: readonly Item[]): Replacement {
  const { text } = array.getSourceFile();
  const indents = array.elements.map((element) => indentAt(text, element.getStart()));
  const indent = indents[0];
  return indent === undefined || indents.includes(undefined) || items.length === 0
    ? inOneLine(array, items)
    : lineByLine(array, items, indent);
}

function inOneLine(array: ts.ArrayLiteralExpression, items: readonly Item[]): Replacement {
  const texts = items.map((item) => (typeof item === "string" ? item : textOf(array.elements[item])));
  return { start: array.getStart(), end: array.end, text: `[${texts.join(", ")}]` };
}

/** An element with the comments above it. */
export const textOf = (element: ts.Node | undefined): string => element?.getFullText().trim() ?? "";

/** Whole lines change places, so that those which stay are no part of the change. */
function lineByLine(array: ts.ArrayLiteralExpression, items: readonly Item[], indent: string): Replacement {
  const { text } = array.getSourceFile();
  const ends = array.elements.map((element) => endOfLine(text, element.end));
  const chunk = (index: number): string => {
    const start = index === 0 ? array.getStart() + 1 : (ends[index - 1] ?? 0);
    const end = array.elements[index]?.end ?? 0;
    const rest = text.slice(end, ends[index]);
    return text.slice(start, end) + (rest.trimStart().startsWith(",") ? rest : `,${rest}`);
  };
  const chunks = items.map((item) => (typeof item === "number" ? chunk(item) : `\n${indent}${item},`));
  return { start: array.getStart() + 1, end: ends.at(-1) ?? array.end, text: chunks.join("") };
}

/** Behind the comma of an element, and behind the comment that stands in its line. */
function endOfLine(text: string, at: number): number {
  const rest = /^\s*,?[^\S\n]*(\/\/[^\n]*|\/\*[^\n]*?\*\/)?/.exec(text.slice(at));
  return at + (rest?.[0].trimEnd().length ?? 0);
}
