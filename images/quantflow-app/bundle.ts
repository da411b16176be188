import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Metafile } from "esbuild";

/** What each file of the image is made from. */
export const entryPoints = {
  main: "app/main.ts",
  exchange: "app/exchange/main.ts",
  worker: "app/backtest/worker.ts",
  watchman: "app/watchman/main.ts",
} as const;

// Packages in CommonJS ask for Node's own modules with require(), which an ES module does not have.
const banner = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

/**
 * Bundles the application's entry points with every package they use into `<output>/{main,exchange,worker,watchman}.mjs`, and
 * writes the list of inputs beside them (`inputs.json`). Paths in it are relative to the repository.
 */
export async function bundleApplication(root: string, output: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: output,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    // pg asks for its native binding only where somebody sets NODE_PG_FORCE_NATIVE.
    external: ["pg-native"],
    banner: { js: banner },
    sourcemap: "linked",
    metafile: true,
    logLevel: "silent",
  });
  await mkdir(output, { recursive: true });
  await writeFile(join(output, "inputs.json"), `${JSON.stringify(Object.keys(metafile.inputs).sort(), null, 2)}\n`);
  return metafile;
}
