import ts from "typescript";

interface Entry {
  readonly name: string;
  readonly text: string;
  readonly says: string;
}

/** What a table of contents exports, as a page for readers: values with their signatures, types with their members. */
export function surfacePage(file: string, introduction: string): string {
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} exports nothing`);
  const symbols = checker.getExportsOfModule(module).map((one) => resolved(checker, one));
  const values = symbols.filter(({ flags }) => flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable));
  const types = symbols.filter(({ flags }) => flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias));
  return `${[
    introduction,
    "## Functions",
    ...values.map((one) => section(entry(checker, one))),
    "## Types",
    ...types.map((one) => section(entry(checker, one))),
  ].join("\n\n")}\n`;
}

const resolved = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

const entry = (checker: ts.TypeChecker, symbol: ts.Symbol): Entry => ({
  name: symbol.name,
  text: signature(symbol),
  says: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
});

/** The declaration as written, without what a function does. */
function signature(symbol: ts.Symbol): string {
  const [declaration] = symbol.declarations ?? [];
  if (!declaration) return symbol.name;
  const text = declaration.getText();
  if (ts.isVariableDeclaration(declaration) && declaration.initializer && ts.isArrowFunction(declaration.initializer)) {
    const { initializer } = declaration;
    return `${symbol.name}${text.slice(initializer.getStart() - declaration.getStart(), initializer.equalsGreaterThanToken.getStart() - declaration.getStart()).trim()}`;
  }
  if (ts.isFunctionDeclaration(declaration) && declaration.body)
    return text
      .slice(0, declaration.body.getStart() - declaration.getStart())
      .replace(/^export (function\*? )?/, "")
      .trim();
  return text.replace(/^export /, "");
}

const section = ({ name, text, says }: Entry): string =>
  [`### ${name}`, ...(says === "" ? [] : [says]), `\`\`\`ts\n${text}\n\`\`\``].join("\n\n");
