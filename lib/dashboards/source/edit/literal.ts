import ts from "typescript";
import { equal, isObject, type PlainObject } from "../../diff/equal.ts";
import type { Program } from "./program.ts";
import { computed } from "./refusal.ts";
import { bare } from "./resolve.ts";

/** A plain value as TypeScript; on one line, as it is for the formatter to break it. */
export function printed(value: unknown): string {
  if (value === undefined) return "undefined";
  if (Array.isArray(value)) return `[${value.map(printed).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([name, one]) => `${propertyName(name)}: ${printed(one)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

const propertyName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** Whether an expression says its value by itself: no name, no call. */
export function isLiteral(given: ts.Expression): boolean {
  const node = bare(given);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isLiteral);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.every((one) => ts.isPropertyAssignment(one) && isLiteral(one.initializer));
  return isScalar(node);
}

const isScalar = (node: ts.Expression): boolean =>
  ts.isStringLiteral(node) ||
  ts.isNoSubstitutionTemplateLiteral(node) ||
  ts.isNumericLiteral(node) ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword ||
  node.kind === ts.SyntaxKind.NullKeyword ||
  (ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand));

/** A piece of text to be put in place of another, in one file. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * What turns an expression of the value `from` into one of `to`: the smallest literals that differ, so that names,
 * calls and comments beside them stay. Fails where what differs is computed. `what` names it, for the message.
 */
export function changed(given: ts.Expression, from: unknown, to: unknown, what: string): readonly Replacement[] {
  const node = bare(given);
  if (equal(from, to)) return [];
  if (ts.isObjectLiteralExpression(node) && bothObjects(from, to)) return changedObject(node, from, to, what);
  if (ts.isArrayLiteralExpression(node) && Array.isArray(from) && Array.isArray(to) && from.length === to.length)
    return node.elements.flatMap((element, at) => changed(element, from[at], to[at], what));
  if (!isLiteral(node)) throw computed(node, what);
  return [{ start: node.getStart(), end: node.end, text: printed(to) }];
}

const bothObjects = (from: unknown, to: unknown): boolean =>
  isObject(from) && isObject(to) && !Array.isArray(from) && !Array.isArray(to);

function changedObject(node: ts.ObjectLiteralExpression, from: unknown, to: unknown, what: string) {
  const [before, after] = [from as PlainObject, to as PlainObject];
  if (node.properties.length === 0) return [{ start: node.getStart(), end: node.end, text: printed(after) }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !equal(before[name], after[name]) || Object.hasOwn(before, name) !== Object.hasOwn(after, name))
    .flatMap((name) => {
      const property = propertyOf(node, name);
      if (!Object.hasOwn(after, name)) return property ? [removal(property)] : [];
      if (!property) return [insertion(node, name, printed(after[name]))];
      if (!ts.isPropertyAssignment(property)) throw computed(property, what);
      return changed(property.initializer, before[name], after[name], what);
    });
}

/** The property of this name, however it is written; undefined where the object literal does not write it. */
export const propertyOf = (
  node: ts.ObjectLiteralExpression,
  name: string,
): ts.PropertyAssignment | ts.ShorthandPropertyAssignment | undefined =>
  node.properties.find(
    (one): one is ts.PropertyAssignment | ts.ShorthandPropertyAssignment =>
      (ts.isPropertyAssignment(one) || ts.isShorthandPropertyAssignment(one)) && nameOf(one.name) === name,
  );

const nameOf = (name: ts.PropertyName): string | undefined =>
  ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined;

/** A property more, behind the last of `before` that there is; as the first where there is none. */
export function insertion(
  node: ts.ObjectLiteralExpression,
  name: string,
  text: string,
  before: readonly string[] = node.properties.flatMap((one) => (one.name ? (nameOf(one.name) ?? []) : [])),
): Replacement {
  const anchor = node.properties.findLast((one) => one.name !== undefined && before.includes(nameOf(one.name) ?? ""));
  const entry = `${propertyName(name)}: ${text}`;
  const source = node.getSourceFile().text;
  const indent = node.properties[0] ? indentAt(source, node.properties[0].getStart()) : undefined;
  // Each on a line of its own, or all on one, as they already are.
  const gap = indent === undefined ? " " : `\n${indent}`;
  const at = anchor ? anchor.end : node.getStart() + 1;
  if (anchor) return { start: at, end: at, text: `,${gap}${entry}` };
  return { start: at, end: at, text: node.properties.length === 0 ? ` ${entry} ` : `${gap}${entry},` };
}

/** The spaces before what begins a line at this place; undefined where something else does. */
export function indentAt(text: string, at: number): string | undefined {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return /^\s*$/.test(line) && text.lastIndexOf("\n", at - 1) >= 0 ? line : undefined;
}

/** A property, with the comma behind it and the comment above it. */
export function removal(node: ts.Node): Replacement {
  const { text } = node.getSourceFile();
  const comma = /^\s*,/.exec(text.slice(node.end));
  const end = node.end + (comma?.[0].length ?? 0);
  return { start: comma ? node.getFullStart() : startWithComma(text, node.getFullStart()), end, text: "" };
}

/** The last one takes the comma before it along. */
const startWithComma = (text: string, at: number): number => (text[at - 1] === "," ? at - 1 : at);

/** Puts replacements into a file; they must not overlap. */
export function apply(program: Program, file: string, all: readonly Replacement[]): void {
  // From the end, so that places stay true; what is put in at one place keeps its order.
  for (const { start, end, text } of all.toReversed().sort((a, b) => b.start - a.start))
    program.replace(file, start, end, text);
}
