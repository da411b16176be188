import ts from "typescript";
import { apply } from "./literal.ts";
import { descendants, type Program } from "./program.ts";
import { type Constant, constantOf, usesOf } from "./resolve.ts";

/** Removes a constant that nothing reads any more, and with it what only it read in its file. */
export function removeUnread(program: Program, constant: Constant, all: readonly ts.SourceFile[]): void {
  if (usesOf(program, constant, all).length > 0) return;
  removeStatement(program, constant);
  // Only what the constant itself named: something that was unread before is somebody else's.
  for (const name of namesIn(constant.initializer)) removeHelper(program, constant.file, name);
}

function removeHelper(program: Program, file: string, name: string): void {
  const source = program.source(file);
  const statement = source?.statements.find((one) => declares(one, name));
  if (!source || !statement || isExported(statement)) return;
  const reads = descendants(source).filter((node) => ts.isIdentifier(node) && node.text === name).length;
  if (reads > 1) return;
  const constant = constantOf(program, source, name);
  cut(program, file, statement);
  for (const inner of constant ? namesIn(constant.initializer) : []) removeHelper(program, file, inner);
}

const namesIn = (node: ts.Node): readonly string[] => [
  ...new Set(descendants(node).flatMap((one) => (ts.isIdentifier(one) ? [one.text] : []))),
];

const declares = (statement: ts.Statement, name: string): boolean =>
  ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.some((one) => one.name.getText() === name)
    : ts.isFunctionDeclaration(statement) && statement.name?.text === name;

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function removeStatement(program: Program, { file, name }: Constant): void {
  const statement = program.source(file)?.statements.find((one) => declares(one, name));
  if (statement) cut(program, file, statement);
}

/** A statement with the comments above it and one of the empty lines around it. */
function cut(program: Program, file: string, statement: ts.Statement): void {
  const { text } = statement.getSourceFile();
  const [comment] = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  const start = comment?.pos ?? statement.getStart();
  const rest = /^[^\S\n]*\n?(?:[^\S\n]*\n)?/.exec(text.slice(statement.end))?.[0].length ?? 0;
  const end = statement.end + rest;
  apply(program, file, [{ start: end < text.length ? start : beforeEmptyLine(text, start), end, text: "" }]);
  if (program.source(file)?.statements.every(ts.isImportDeclaration)) program.write(file, undefined);
}

/** The last statement takes the empty line before it along. */
const beforeEmptyLine = (text: string, at: number): number => (text.slice(0, at).endsWith("\n\n") ? at - 1 : at);
