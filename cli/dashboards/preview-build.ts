import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type BuildContext, type BuildFailure, context, formatMessages } from "esbuild";
import type { ShownDashboard } from "../../lib/dashboards/preview/server/index.ts";

/** Either the dashboards as the code now has them, or why it has none, in words for whoever edits it. */
export type Made = { readonly dashboards: readonly ShownDashboard[] } | { readonly broken: string };

/** Makes the dashboards of the code again and again; what did not change since the last time costs nothing. */
export interface ModelBuild {
  make(): Promise<Made>;
  close(): Promise<void>;
}

/**
 * Bundles `entry` (a path below `root`) and runs it in a thread, to which `given` is copied and which posts the
 * dashboards as its one message.
 */
export async function modelBuild(root: string, entry: string, given: unknown): Promise<ModelBuild> {
  const folder = await mkdtemp(join(tmpdir(), "quantflow-preview-"));
  const bundler = await context({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    platform: "node",
    sourcemap: "inline",
    write: false,
    logLevel: "silent",
    // Packages in CommonJS ask for Node's own modules with require(), which an ES module does not have.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  let made = 0;
  return {
    make: async () => {
      const bundle = await bundled(bundler);
      if (typeof bundle === "string") return { broken: bundle };
      // A name of its own each time: a reader of stack traces remembers the files that it has read.
      const file = join(folder, `dashboards-${made++}.mjs`);
      await writeFile(file, bundle);
      return ran(file, given).finally(() => rm(file));
    },
    close: async () => {
      await bundler.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The bundle, or the compiler's words. */
async function bundled(bundler: BuildContext<{ write: false }>): Promise<Uint8Array | string> {
  try {
    const { outputFiles } = await bundler.rebuild();
    return outputFiles[0]?.contents ?? new Uint8Array();
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return (await formatMessages(error.errors, { kind: "error" })).join("").trim();
  }
}

const isBuildFailure = (error: unknown): error is BuildFailure => error instanceof Error && "errors" in error;

/** Longer than any model takes: a loop without an end is a mistake to be told, not to be waited for. */
const PATIENCE_MILLISECONDS = 10_000;

function ran(file: string, given: unknown): Promise<Made> {
  const worker = new Worker(file, {
    workerData: given,
    execArgv: ["--enable-source-maps"],
    stdout: true,
    stderr: true,
  });
  return new Promise<Made>((resolve) => {
    const tooLong = `the dashboards are not made within ${PATIENCE_MILLISECONDS / 1000} s: is there a loop without an end?`;
    const timer = setTimeout(() => resolve({ broken: tooLong }), PATIENCE_MILLISECONDS);
    worker.once("message", (dashboards: readonly ShownDashboard[]) => resolve({ dashboards }));
    worker.once("error", (error) => resolve({ broken: words(error) }));
    worker.once("exit", () => {
      clearTimeout(timer);
      resolve({ broken: "the code ends before its dashboards are made" });
    });
  }).finally(() => void worker.terminate());
}

/** What is wrong, and the first lines of ours that led there; the message stands on top of a stack already. */
function words(error: Error): string {
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at .*\.ts:/.test(line));
  return [`${error.name}: ${error.message}`, ...frames.slice(0, 4)].join("\n");
}
