import ts from "typescript";
import { apply, type Replacement } from "./literal.ts";
import { importedModule } from "./paths.ts";
import { descendants, type Program } from "./program.ts";
import { importedAs } from "./resolve.ts";

/** Names and the file that exports them: `lib/metrics/units.ts` -> `milliseconds`, … */
export type Exports = Readonly<Record<string, readonly string[]>>;

/**
 * Mends the imports of an edited file: names that it came to use are imported, those that it no longer uses are not.
 * `before` is its text before the edit: what it imported for nothing then is left alone.
 */
export function mendImports(program: Program, file: string, before: string | undefined, known: Exports): void {
  const source = program.source(file);
  if (!source) return;
  const unused = unusedImports(source).filter((name) => before === undefined || !unusedBefore(file, before, name));
  apply(program, file, unused.length > 0 ? withoutImports(source, new Set(unused)) : []);
  for (const [from, names] of Object.entries(known)) {
    const current = program.source(file);
    const missing = current ? names.filter((name) => isMissing(current, name)) : [];
    for (const name of missing) addImport(program, file, importedModule(file, from), name);
  }
}

const parsed = (file: string, text: string) => ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);

const unusedBefore = (file: string, text: string, name: string): boolean =>
  unusedImports(parsed(file, text)).includes(name);

function unusedImports(source: ts.SourceFile): readonly string[] {
  const used = usedNames(source);
  return specifiers(source).flatMap(({ name }) => (used.has(name.text) ? [] : [name.text]));
}

const importsOf = (source: ts.SourceFile): readonly ts.ImportDeclaration[] =>
  source.statements.filter(ts.isImportDeclaration);

const namedIn = (declaration: ts.ImportDeclaration): readonly ts.ImportSpecifier[] => {
  const bindings = declaration.importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
};

const specifiers = (source: ts.SourceFile): readonly ts.ImportSpecifier[] => importsOf(source).flatMap(namedIn);

/** Names that stand for something; names of properties are none. */
export const usedNames = (source: ts.SourceFile): ReadonlySet<string> =>
  new Set(
    source.statements
      .filter((statement) => !ts.isImportDeclaration(statement))
      .flatMap(descendants)
      .filter((node): node is ts.Identifier => ts.isIdentifier(node) && !isPropertyName(node))
      .map(({ text }) => text),
  );

const isPropertyName = ({ parent, ...node }: ts.Identifier): boolean =>
  (ts.isPropertyAssignment(parent) || ts.isPropertyAccessExpression(parent) || ts.isPropertySignature(parent)) &&
  parent.name.pos === node.pos;

function withoutImports(source: ts.SourceFile, unused: ReadonlySet<string>): readonly Replacement[] {
  return importsOf(source).flatMap((declaration) => {
    const all = namedIn(declaration);
    const kept = all.filter(({ name }) => !unused.has(name.text));
    if (kept.length === all.length) return [];
    const end = declaration.end + (source.text[declaration.end] === "\n" ? 1 : 0);
    return kept.length === 0 && !declaration.importClause?.name
      ? [{ start: declaration.getStart(), end, text: "" }]
      : [
          named(
            declaration,
            kept.map((one) => one.getText()),
          ),
        ];
  });
}

/** The names in braces, in the lines in which they stood. */
function named(declaration: ts.ImportDeclaration, names: readonly string[]): Replacement {
  const bindings = declaration.importClause?.namedBindings ?? declaration;
  const line = `{ ${names.join(", ")} }`;
  const length = declaration.getText().length - bindings.getText().length + line.length;
  const text = length <= LINE ? line : `{\n${names.map((name) => `  ${name},\n`).join("")}}`;
  return { start: bindings.getStart(), end: bindings.end, text };
}

const LINE = 120;

const isMissing = (source: ts.SourceFile, name: string): boolean =>
  usedNames(source).has(name) && importedAs(source, name) === undefined && !isDeclared(source, name);

const isDeclared = (source: ts.SourceFile, name: string): boolean =>
  descendants(source).some(
    (node) =>
      (ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isParameter(node)) &&
      node.name?.getText() === name,
  );

/** As Biome sorts names and modules. */
const naturally = (a: string, b: string): number =>
  new Intl.Collator("en", { numeric: true, caseFirst: "lower" }).compare(a, b);

/** Imports a name: beside others of the same module, or in a line of its own among the sorted ones. */
export function addImport(program: Program, file: string, module: string, name: string): void {
  const source = program.source(file);
  if (!source) return;
  const declarations = importsOf(source);
  const same = declarations.find((one) => moduleOf(one) === module && namedIn(one).length > 0 && !isTypeOnly(one));
  if (same) {
    const names = [...namedIn(same).map((one) => one.getText()), name].sort((a, b) =>
      naturally(bareName(a), bareName(b)),
    );
    apply(program, file, [named(same, names)]);
    return;
  }
  const next = declarations.find((one) => moduleOf(one) > module);
  const last = declarations.at(-1);
  const at = next?.getStart() ?? (last ? last.end + 1 : 0);
  apply(program, file, [{ start: at, end: at, text: `import { ${name} } from "${module}";\n${last ? "" : "\n"}` }]);
}

const moduleOf = ({ moduleSpecifier }: ts.ImportDeclaration): string =>
  ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
const isTypeOnly = ({ importClause }: ts.ImportDeclaration): boolean => importClause?.isTypeOnly === true;
const bareName = (specifier: string): string => specifier.replace(/^type /, "");
