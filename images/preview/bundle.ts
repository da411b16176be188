import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Metafile } from "esbuild";

/**
 * Bundles the preview's server into `<output>/main.mjs` and writes the list of inputs beside it (`inputs.json`). Paths
 * in it are relative to the repository.
 */
export async function bundlePreview(root: string, output: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { main: "lib/dashboards/preview/main.ts" },
    outdir: output,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    sourcemap: "linked",
    metafile: true,
    logLevel: "silent",
  });
  await mkdir(output, { recursive: true });
  await writeFile(join(output, "inputs.json"), `${JSON.stringify(Object.keys(metafile.inputs).sort(), null, 2)}\n`);
  return metafile;
}
