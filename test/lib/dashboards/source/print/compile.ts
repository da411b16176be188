import { join, resolve } from "node:path";
import ts from "typescript";
import type { SourceFile } from "../../../../../lib/dashboards/source/print/index.ts";

const root = resolve(import.meta.dirname, "../../../../..");

/** What the compiler, as tsconfig.json sets it, says of modules that stand in `dashboards/`; nothing is written. */
export function compilerErrors(files: readonly SourceFile[]): readonly string[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  const texts = new Map(files.map(({ path, text }) => [join(root, "dashboards", path), text]));
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([...texts.keys()], options, {
    ...host,
    directoryExists: () => true,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    readFile: (path) => texts.get(path) ?? host.readFile(path),
    getSourceFile: (path, target) => {
      const text = texts.get(path);
      return text === undefined ? host.getSourceFile(path, target) : ts.createSourceFile(path, text, target);
    },
  });
  const mine = program.getSourceFiles().filter(({ fileName }) => texts.has(fileName));
  return mine.flatMap((file) =>
    [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText, start = 0 }) =>
        `${file.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}: ${file.text.slice(start, start + 80)}`,
    ),
  );
}
