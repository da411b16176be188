import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { context } from "esbuild";
import type { ShownDashboard } from "../../lib/dashboards/preview/server/index.ts";
import { BUNDLED, bundleOf, ran as evaluated } from "./code-thread.ts";

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
    ...BUNDLED,
  });
  let made = 0;
  return {
    make: async () => {
      const bundle = await bundleOf(() => bundler.rebuild());
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

/** Longer than any model takes. */
const EXPECTED = { made: "its dashboards are", patience: 10_000 };

async function ran(file: string, given: unknown): Promise<Made> {
  const result = await evaluated<readonly ShownDashboard[]>(file, given, EXPECTED);
  return "broken" in result ? result : { dashboards: result.made };
}
