import { posix } from "node:path";
import { transformSync } from "esbuild";
import * as dashboards from "../../../../../lib/dashboards/index.ts";
import type { SourceFile } from "../../../../../lib/dashboards/source/print/index.ts";
import * as units from "../../../../../lib/metrics/units.ts";

/** What the first of the modules exports, run as Node would run them. */
export function evaluated(files: readonly SourceFile[]): Readonly<Record<string, unknown>> {
  const [entry] = files;
  if (!entry) throw new Error("nothing was printed");
  return run(entry, files);
}

function run(file: SourceFile, files: readonly SourceFile[]): Record<string, unknown> {
  const { code } = transformSync(file.text, { loader: "ts", format: "cjs" });
  const imported = (path: string): unknown => {
    if (path.endsWith("/lib/dashboards/index.ts")) return dashboards;
    if (path.endsWith("/lib/metrics/units.ts")) return units;
    const sibling = files.find((one) => one.path === posix.join(posix.dirname(file.path), path));
    if (!sibling) throw new Error(`${file.path} imports ${path}, which was not printed`);
    return run(sibling, files);
  };
  const module = { exports: {} as Record<string, unknown> };
  new Function("module", "require", code)(module, imported);
  return module.exports;
}

/** The dashboard that the modules make. */
export const evaluatedDashboard = (files: readonly SourceFile[]): unknown => Object.values(evaluated(files))[0];
