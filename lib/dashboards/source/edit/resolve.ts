import ts from "typescript";
import { descendants, importedFile, type Program, placeOf } from "./program.ts";

/** A constant at the top of a file: `const NAME = initializer;` */
export interface Constant {
  readonly name: string;
  readonly file: string;
  readonly declaration: ts.VariableDeclaration;
  readonly statement: ts.VariableStatement;
  readonly initializer: ts.Expression;
}

/** The constant that a name means in a file: declared there, or imported. Undefined for anything else. */
export function constantOf(program: Program, source: ts.SourceFile, name: string): Constant | undefined {
  const own = declared(source, name);
  if (own) return own;
  const origin = importedAs(source, name);
  const file = origin && importedFile(source, origin.module);
  const from = file === undefined ? undefined : program.source(file);
  return from && origin && (declared(from, origin.name) ?? reexported(program, from, origin.name));
}

function declared(source: ts.SourceFile, name: string): Constant | undefined {
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const { initializer } = declaration;
      if (initializer && ts.isIdentifier(declaration.name) && declaration.name.text === name)
        return { name, file: source.fileName, declaration, statement, initializer };
    }
  }
  return undefined;
}

interface Origin {
  readonly module: string;
  /** What it is called there. */
  readonly name: string;
}

export function importedAs(source: ts.SourceFile, name: string): Origin | undefined {
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    const found =
      bindings && ts.isNamedImports(bindings) ? bindings.elements.find((one) => one.name.text === name) : undefined;
    if (found) return { module: statement.moduleSpecifier.text, name: (found.propertyName ?? found.name).text };
  }
  return undefined;
}

function reexported(program: Program, source: ts.SourceFile, name: string): Constant | undefined {
  for (const statement of source.statements) {
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier) continue;
    if (!ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const clause = statement.exportClause;
    const named =
      clause && ts.isNamedExports(clause) ? clause.elements.find((one) => one.name.text === name) : undefined;
    const file = importedFile(source, statement.moduleSpecifier.text);
    const from = file !== undefined && (named || !clause) ? program.source(file) : undefined;
    const wanted = (named?.propertyName ?? named?.name)?.text ?? name;
    const found = from && (declared(from, wanted) ?? reexported(program, from, wanted));
    if (found) return found;
  }
  return undefined;
}

/** Where a constant is read: in its own file, and in the files among `all` that import it. */
export function usesOf(program: Program, { name, file, declaration }: Constant, all: readonly ts.SourceFile[]) {
  return all.flatMap((source) => {
    const own = source.fileName === file;
    const local = own ? name : localName(program, source, name, declaration);
    if (local === undefined) return [];
    return descendants(source).filter(
      (node): node is ts.Identifier => ts.isIdentifier(node) && node.text === local && isRead(node),
    );
  });
}

/** By what name a file imports the constant. */
function localName(program: Program, source: ts.SourceFile, name: string, declaration: ts.VariableDeclaration) {
  for (const statement of source.statements) {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    for (const one of bindings && ts.isNamedImports(bindings) ? bindings.elements : [])
      if (
        (one.propertyName ?? one.name).text === name &&
        placedAlike(constantOf(program, source, one.name.text)?.declaration, declaration)
      )
        return one.name.text;
  }
  return undefined;
}

const placedAlike = (one: ts.Node | undefined, other: ts.Node): boolean =>
  one !== undefined && placeOf(one) === placeOf(other) && one.pos === other.pos;

/** A name that stands for a value; not one that declares, imports, exports, or names a property. */
function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent))
    return parent.name !== node;
  if (ts.isPropertyAssignment(parent)) return parent.name !== node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node;
  return !ts.isFunctionDeclaration(parent);
}

/** An expression without what only the compiler reads: `as const`, `satisfies T`, parentheses. */
export const bare = (node: ts.Expression): ts.Expression =>
  ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)
    ? bare(node.expression)
    : node;
