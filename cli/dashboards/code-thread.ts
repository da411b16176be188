import { Worker } from "node:worker_threads";
import { type BuildFailure, formatMessages } from "esbuild";

/** Packages in CommonJS ask for Node's own modules with require(), which an ES module does not have. */
const banner = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

/** How the project's own code is bundled to be run at once. */
export const BUNDLED = {
  bundle: true,
  format: "esm",
  platform: "node",
  sourcemap: "inline",
  write: false,
  logLevel: "silent",
  banner: { js: banner },
} as const;

interface Output {
  readonly outputFiles: readonly { readonly contents: Uint8Array }[];
}

/** The bundle, or the compiler's words. */
export async function bundleOf(build: () => Promise<Output>): Promise<Uint8Array | string> {
  try {
    const { outputFiles } = await build();
    return outputFiles[0]?.contents ?? new Uint8Array();
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return (await formatMessages(error.errors, { kind: "error" })).join("").trim();
  }
}

const isBuildFailure = (error: unknown): error is BuildFailure => error instanceof Error && "errors" in error;

/** What the code makes, or why it makes nothing, in words for whoever edits it. */
export type Evaluated<T> = { readonly made: T } | { readonly broken: string };

interface Expected {
  /** `its dashboards are` */
  readonly made: string;
  /** Milliseconds. */
  readonly patience: number;
}

/**
 * Runs a bundle in a thread of its own, to which `given` is copied; it posts what it makes as its one message. A loop
 * without an end is a mistake to be told, not to be waited for.
 */
export function ran<T>(file: string, given: unknown, how: Expected): Promise<Evaluated<T>> {
  const worker = new Worker(file, {
    workerData: given,
    execArgv: ["--enable-source-maps"],
    stdout: true,
    stderr: true,
  });
  return new Promise<Evaluated<T>>((resolve) => {
    const tooLong = `${how.made} not made within ${how.patience / 1000} s: is there a loop without an end?`;
    const timer = setTimeout(() => resolve({ broken: tooLong }), how.patience);
    worker.once("message", (made: T) => resolve({ made }));
    worker.once("error", (error) => resolve({ broken: words(error) }));
    worker.once("exit", () => {
      clearTimeout(timer);
      resolve({ broken: `the code ends before ${how.made} made` });
    });
  }).finally(() => void worker.terminate());
}

/** What is wrong, and the first lines of ours that led there. */
function words(error: Error): string {
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at .*\.ts:/.test(line));
  return [`${error.name}: ${error.message}`, ...frames.slice(0, 4)].join("\n");
}
