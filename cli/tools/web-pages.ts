import { readdirSync, readFileSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tools } from "../../stacks/versions.ts";
import { tracked } from "../terminal/progress.ts";
import { cacheDirectory, contentKey, produce } from "./cache.ts";
import { buildFailed } from "./errors.ts";
import { type Folder, readFolder } from "./folder.ts";
import { moduleSources } from "./go.ts";
import { heavy } from "./limit.ts";
import { installPackages } from "./npm.ts";
import type { Workshop } from "./workshop.ts";

/**
 * Prometheus' web pages, as the directory that it serves as /static. Its Go module carries their sources but not the
 * built pages, which the official image compiles in; here they are built with the versions that its own lock names.
 */
export async function prometheusPages(workshop: Workshop): Promise<string> {
  const folder = readFolder(workshop.root, "prometheus");
  const builder = join(folder.path, "ui");
  const inputs = readdirSync(builder)
    .filter((file) => file !== "node_modules")
    .sort()
    .map((file) => readFileSync(join(builder, file)));
  const key = contentKey([...inputs, tools.prometheus.pinned]);
  const finished = join(cacheDirectory(workshop.variables), "tools", `prometheus-pages-${key}`);
  return produce(finished, (scratch) => heavy(() => buildPages(workshop, folder, builder, scratch)));
}

async function buildPages(workshop: Workshop, folder: Folder, builder: string, scratch: string): Promise<void> {
  await tracked(workshop.progress, "Prometheus' web pages", async (task) => {
    task.note("fetching their packages");
    await cp(builder, scratch, { recursive: true });
    const sources = await moduleSources(workshop, folder, tools.prometheus.module, scratch);
    await copyWritable(join(sources, "web/ui/mantine-ui"), join(scratch, "mantine-ui"));
    await installPackages(workshop, "Prometheus' web pages", scratch);
    task.note("bundling");
    await bundle(workshop, scratch);
  });
}

async function bundle(workshop: Workshop, scratch: string): Promise<void> {
  const outcome = await workshop.run(process.execPath, ["node_modules/vite/bin/vite.js", "build"], {
    directory: scratch,
    environment: workshop.variables,
    signal: workshop.signal,
  });
  if (outcome.code !== 0) throw buildFailed("Prometheus' web pages", "vite build", outcome);
  for (const entry of readdirSync(scratch))
    if (entry !== "static") await rm(join(scratch, entry), { recursive: true, force: true });
}

/** Files and folders of the module cache are read-only, and a plain copy would be as well. */
async function copyWritable(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyWritable(source, target);
    else await writeFile(target, await readFile(source));
  }
}
