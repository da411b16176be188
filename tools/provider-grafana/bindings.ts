import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import {
  ConstructsMakerProviderTarget,
  Language,
  type ProviderSchema,
  TerraformProviderConstraint,
} from "@cdktf/commons";
import { TerraformProviderGenerator } from "@cdktf/provider-generator/lib/get/generator/provider-generator.js";
import { CodeMaker } from "codemaker";
import ts from "typescript";

/**
 * Writes the bindings of `grafana/grafana@~> <version>` into `directory`, replacing what is there: JavaScript with
 * declarations, because the generated TypeScript keeps to no one's strictness. Interrupted, it leaves the old ones.
 */
export async function writeBindings(schema: ProviderSchema, version: string, directory: string): Promise<void> {
  const workshop = await mkdtemp(`${directory}.`);
  try {
    await writeTypeScript(schema, version, workshop);
    const compiled = path.join(workshop, "compiled");
    compile(path.join(workshop, "providers", "grafana", "index.ts"), compiled);
    await writeFile(path.join(compiled, "package.json"), '{ "type": "commonjs" }\n');
    await rm(directory, { recursive: true, force: true });
    await rename(compiled, directory);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function writeTypeScript(schema: ProviderSchema, version: string, directory: string): Promise<void> {
  const code = new CodeMaker();
  const constraint = new TerraformProviderConstraint(`grafana/grafana@~> ${version}`);
  const generator = new TerraformProviderGenerator(code, schema);
  generator.generate(new ConstructsMakerProviderTarget(constraint, Language.TYPESCRIPT));
  await code.save(directory);
}

/** CommonJS, as the published bindings of other providers are. Fails with the compiler's own messages. */
function compile(entry: string, outDir: string): void {
  const program = ts.createProgram([entry], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    declaration: true,
    outDir,
    skipLibCheck: true,
    types: [],
  });
  const problems = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  if (problems.length === 0) return;
  const host = {
    getCurrentDirectory: process.cwd,
    getCanonicalFileName: (name: string) => name,
    getNewLine: () => "\n",
  };
  throw new Error(`the generated bindings do not compile:\n${ts.formatDiagnostics(problems, host)}`);
}
