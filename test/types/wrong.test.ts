import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const file = path.join(import.meta.dirname, "wrong.ts");

/** The project's own options: what is pinned is what an author would read. */
function compile(entry: string): ts.Program {
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createProgram([entry], options);
}

const program = compile(file);
const diagnostics = ts.getPreEmitDiagnostics(program);
const lines = (program.getSourceFile(file)?.text ?? "").split("\n");

interface Mistake {
  readonly title: string;
  readonly code: string;
  readonly says: readonly string[];
}

const lineOf = (one: ts.Diagnostic): number => one.file?.getLineAndCharacterOfPosition(one.start ?? 0).line ?? -1;

/** The compiler lists a union's members in the order in which it met them anywhere, which is no part of what it says. */
const inOrder = (text: string): string =>
  text
    .replace(/"[^"]+"(?: \| "[^"]+")+/g, (union) => union.split(" | ").sort().join(" | "))
    // Of a long list it tells the first that it met.
    .replace(/\{ [^{}]*\.\.\. \d+ more \.\.\.;[^{}]*\}/g, "{ … }")
    .replace(/: [^:\n]+, and \d+ more\./g, ": …");

const titles = lines.flatMap((text, line) => (line > 0 && text.startsWith("// ") ? [line] : []));
const mistakes: readonly Mistake[] = titles.map((line) => ({
  title: (lines[line] as string).slice(3),
  code: lines[line + 1] as string,
  says: diagnostics
    .filter((one) => one.file?.fileName === file && lineOf(one) === line + 1)
    .map(({ messageText }) => inOrder(ts.flattenDiagnosticMessageText(messageText, "\n  "))),
}));

describe("the compiler", () => {
  it.each(mistakes)("finds: $title", ({ says }) => {
    expect(says).not.toEqual([]);
  });

  it("finds nothing else", () => {
    const expected = new Set(titles.map((line) => line + 1));
    const others = diagnostics.filter((one) => one.file?.fileName !== file || !expected.has(lineOf(one)));
    expect(others.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
  });

  it("says it in these words", async () => {
    const told = mistakes.map(
      ({ title, code, says }) => `# ${title}\n${code}\n${says.map((one) => `- ${one}`).join("\n")}\n`,
    );
    await expect(told.join("\n")).toMatchFileSnapshot("wrong.messages.txt");
  });
});
