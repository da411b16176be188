import ts from "typescript";
import { changed, insertion, isLiteral, printed, propertyOf, type Replacement, removal } from "./literal.ts";
import { type Program, placeOf } from "./program.ts";
import { computed, usedElsewhere } from "./refusal.ts";
import { bare, constantOf, usesOf } from "./resolve.ts";

export interface FileEdit {
  readonly file: string;
  readonly replacements: readonly Replacement[];
}

/** Properties in the order in which a panel, row or dashboard is written: a new one finds its place by it. */
const ORDER = [
  "uid",
  "key",
  "title",
  "description",
  "tags",
  "from",
  "collapsed",
  "width",
  "height",
  "stacked",
  "boundUnit",
  "labels",
  "columns",
  "queries",
  "thresholds",
  "bad",
  "states",
  "min",
  "max",
  "watchedBy",
  "links",
  "whenEmpty",
  "id",
  "at",
  "raw",
];

/** One property of an object literal, and the sources that may use what it names. */
export interface Property {
  readonly object: ts.ObjectLiteralExpression;
  readonly name: string;
  readonly sources: readonly ts.SourceFile[];
}

/** Gives a property another value. Fails where its value is computed, or named and used elsewhere too. */
export function setProperty(program: Program, at: Property, from: unknown, to: unknown): readonly FileEdit[] {
  const { object, name } = at;
  const { fileName: file } = object.getSourceFile();
  const written = propertyOf(object, name);
  if (!written) return to === undefined ? [] : [{ file, replacements: [added(object, name, printed(to))] }];
  const value = ts.isPropertyAssignment(written) ? bare(written.initializer) : written.name;
  if (to === undefined) {
    if (!isLiteral(value)) throw computed(value, name);
    return [{ file, replacements: [removal(written)] }];
  }
  if (ts.isIdentifier(value)) return namedValue(program, at, value, from, to);
  return [{ file, replacements: changed(value, from, to, name) }];
}

/** A property more, where it belongs among those that are there. */
export const added = (object: ts.ObjectLiteralExpression, name: string, text: string): Replacement =>
  insertion(object, name, text, ORDER.slice(0, ORDER.indexOf(name)));

/** A constant that only this object uses is edited where it stands. */
function namedValue(program: Program, at: Property, value: ts.Identifier, from: unknown, to: unknown) {
  const constant = constantOf(program, value.getSourceFile(), value.text);
  if (!constant || !isLiteral(constant.initializer)) throw computed(value, at.name);
  const other = usesOf(program, constant, at.sources).find((use) => !isInside(use, at.object));
  if (other) throw usedElsewhere(constant.declaration, constant.name, placeOf(other));
  return [{ file: constant.file, replacements: changed(constant.initializer, from, to, at.name) }];
}

export const isInside = (node: ts.Node, outer: ts.Node): boolean =>
  node.getSourceFile().fileName === outer.getSourceFile().fileName && node.pos >= outer.pos && node.end <= outer.end;
