import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { Worker } from "node:worker_threads";
import { type BuildFailure, build, formatMessages, type Plugin } from "esbuild";

/** Texts that stand in place of those on the disk, by their path from the project's top; undefined: there is none. */
export type Overlay = ReadonlyMap<string, string | undefined>;

/** What the code makes, or why it makes nothing, in words for whoever edits it. */
export type Evaluated<T> = { readonly made: T } | { readonly broken: string };

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
    return await ran<T>(file, given);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The bundle, or the compiler's words. */
async function bundled(root: string, entry: string, overlay: Overlay): Promise<Uint8Array | string> {
  try {
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: [entry],
      bundle: true,
      format: "esm",
      platform: "node",
      sourcemap: "inline",
      write: false,
      logLevel: "silent",
      // A project may lie behind links; what it imports is its own nevertheless.
      preserveSymlinks: true,
      plugins: [overlaid(root, overlay)],
      // Packages in CommonJS ask for Node's own modules with require(), which an ES module does not have.
      banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    });
    return outputFiles[0]?.contents ?? new Uint8Array();
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return (await formatMessages(error.errors, { kind: "error" })).join("").trim();
  }
}

const isBuildFailure = (error: unknown): error is BuildFailure => error instanceof Error && "errors" in error;

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

/** Longer than any dashboards take: a loop without an end is a mistake to be told, not to be waited for. */
const PATIENCE_MILLISECONDS = 30_000;

function ran<T>(file: string, given: unknown): Promise<Evaluated<T>> {
  const worker = new Worker(file, {
    workerData: given,
    execArgv: ["--enable-source-maps"],
    stdout: true,
    stderr: true,
  });
  return new Promise<Evaluated<T>>((resolve) => {
    const tooLong = `the code makes nothing within ${PATIENCE_MILLISECONDS / 1000} s: is there a loop without an end?`;
    const timer = setTimeout(() => resolve({ broken: tooLong }), PATIENCE_MILLISECONDS);
    worker.once("message", (made: T) => resolve({ made }));
    worker.once("error", (error) => resolve({ broken: words(error) }));
    worker.once("exit", () => {
      clearTimeout(timer);
      resolve({ broken: "the code ends before anything is made" });
    });
  }).finally(() => void worker.terminate());
}

/** What is wrong, and the first lines of ours that led there. */
function words(error: Error): string {
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at .*\.ts:/.test(line));
  return [error.message, ...frames.slice(0, 3)].join("\n");
}
