import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { build, type Plugin } from "esbuild";
import { BUNDLED, bundleOf, type Evaluated, ran } from "./code-thread.ts";

/** Texts that stand in place of those on the disk, by their path from the project's top; undefined: there is none. */
export type Overlay = ReadonlyMap<string, string | undefined>;

/**
 * Runs a module of the project, with edited sources in place of those on the disk, in a thread of its own: what was
 * loaded before is not loaded again here. `given` is copied to it; it posts what it makes as its one message.
 */
export async function evaluated<T>(
  root: string,
  entry: string,
  overlay: Overlay,
  given?: unknown,
): Promise<Evaluated<T>> {
  const bundle = await bundled(root, entry, overlay);
  if (typeof bundle === "string") return { broken: bundle };
  const folder = await mkdtemp(join(tmpdir(), "quantflow-pull-"));
  try {
    const file = join(folder, "module.mjs");
    await writeFile(file, bundle);
    return await ran<T>(file, given, EXPECTED);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const bundled = (root: string, entry: string, overlay: Overlay): Promise<Uint8Array | string> =>
  bundleOf(() =>
    build({
      absWorkingDir: root,
      entryPoints: [entry],
      ...BUNDLED,
      // A project may lie behind links; what it imports is its own nevertheless.
      preserveSymlinks: true,
      plugins: [overlaid(root, overlay)],
    }),
  );

/** Longer than any dashboards take. */
const EXPECTED = { made: "anything is", patience: 30_000 };

const overlaid = (root: string, overlay: Overlay): Plugin => ({
  name: "overlay",
  setup: (build) =>
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const name = relative(root, path).split(sep).join("/");
      if (!overlay.has(name)) return { contents: await readFile(path), loader: "ts" };
      const contents = overlay.get(name);
      return contents === undefined ? { errors: [{ text: `${name} is removed` }] } : { contents, loader: "ts" };
    }),
});
