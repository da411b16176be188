import { readdirSync, readFileSync } from "node:fs";
import { cp, readdir, rename, rm } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { tracked } from "../terminal/progress.ts";
import { cacheDirectory, contentKey, produce } from "../tools/cache.ts";
import { buildFailed } from "../tools/errors.ts";
import type { Workshop } from "../tools/index.ts";
import { heavy } from "../tools/limit.ts";
import { installPackages } from "../tools/npm.ts";

/** The package of the preview's page, below the repository. */
const PAGE = join("lib", "dashboards", "preview", "page");
const WHAT = "the preview's page";
/** What is made there by whoever works on the page. */
const MADE = new Set(["node_modules", "build"]);

/** The preview's built page, as the directory that is served; made once for what its sources are now. */
export async function previewPage(workshop: Workshop): Promise<string> {
  const sources = join(workshop.root, PAGE);
  const key = contentKey(filesUnder(sources).flatMap((file) => [relative(sources, file), readFileSync(file)]));
  const finished = join(cacheDirectory(workshop.variables), "tools", `preview-page-${key}`);
  return produce(finished, (scratch) => heavy(() => build(workshop, sources, scratch)));
}

function filesUnder(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !MADE.has(name));
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]));
}

/** In the scratch directory: its packages are half a gigabyte, and the sources stay as they are. */
async function build(workshop: Workshop, sources: string, scratch: string): Promise<void> {
  await tracked(workshop.progress, WHAT, async (task) => {
    await cp(sources, scratch, { recursive: true, filter: (path) => path === sources || !MADE.has(basename(path)) });
    task.note("fetching Grafana's components (half a gigabyte for a minute)");
    await installPackages(workshop, WHAT, scratch, { tools: true });
    task.note("bundling");
    await bundle(workshop, scratch);
  });
}

const OUTPUT = ".built";

async function bundle(workshop: Workshop, scratch: string): Promise<void> {
  const output = join(scratch, OUTPUT);
  const outcome = await workshop.run(process.execPath, ["node_modules/vite/bin/vite.js", "build"], {
    directory: scratch,
    // Who builds may be a test, and its mode would give a page for developers: large, slow, styled against the policy.
    environment: { ...workshop.variables, NODE_ENV: "production", PREVIEW_OUT: output },
    signal: workshop.signal,
  });
  if (outcome.code !== 0) throw buildFailed(WHAT, "vite build", outcome);
  for (const entry of await readdir(scratch))
    if (entry !== OUTPUT) await rm(join(scratch, entry), { recursive: true, force: true });
  for (const entry of await readdir(output)) await rename(join(output, entry), join(scratch, entry));
  await rm(output, { recursive: true });
}
