import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localOf } from "../../lib/services/image.ts";
import { type ImageName, images, type ToolFolder } from "../../stacks/versions.ts";
import { previewPage } from "../dashboards/page-build.ts";
import { tracked } from "../terminal/progress.ts";
import { buildFolder } from "../tools/build.ts";
import { readFolder } from "../tools/folder.ts";
import { heavy } from "../tools/limit.ts";
import { installPackages } from "../tools/npm.ts";
import { prometheusPages } from "../tools/web-pages.ts";
import type { Workshop } from "../tools/workshop.ts";
import { docker } from "./engine.ts";

export interface Build {
  readonly name: ImageName;
  readonly reference: string;
  /** The reference of the image it stands on. */
  readonly base: string;
  readonly parts: Parts;
}

/** Builds `images/<name>` with what its Dockerfile copies beside it. */
export async function buildImage(workshop: Workshop, { name, reference, base, parts }: Build): Promise<void> {
  await heavy(() =>
    tracked(workshop.progress, `image ${name}`, async (task) => {
      const context = await mkdtemp(join(tmpdir(), `quantflow-image-${name}-`));
      try {
        await fill(workshop, name, context, parts);
        const args = ["build", "--quiet", "--build-arg", `BASE=${base}`, "--tag", reference, context];
        task.note("docker build");
        await docker(workshop, `build the image ${name}`, args);
      } finally {
        await rm(context, { recursive: true, force: true });
      }
    }),
  );
}

/** Files that are made elsewhere: where they are, and their name beside the Dockerfile. */
export type Parts = readonly { readonly from: string; readonly as: string }[];

/** What is compiled for the image. Its own step: tools wait in the same queue, and need not wait for the base. */
export async function prepareParts(workshop: Workshop, name: ImageName): Promise<Parts> {
  if (name === "preview") return [{ from: await previewPage(workshop), as: "page" }];
  const tools = localOf(images[name])?.tools;
  if (!tools) return [];
  const folder = readFolder(workshop.root, tools as ToolFolder);
  const pages = name === "prometheus" ? prometheusPages(workshop) : undefined;
  const [directory, web] = await Promise.all([buildFolder(workshop, folder), pages]);
  const programs = folder.programs.map((program) => ({ from: join(directory, program), as: program }));
  return web ? [...programs, { from: join(web, "static"), as: "web" }] : programs;
}

async function fill(workshop: Workshop, name: ImageName, context: string, parts: Parts): Promise<void> {
  await cp(join(workshop.root, "images", name), context, {
    recursive: true,
    filter: (source) => !source.includes("node_modules"),
  });
  for (const { from, as } of parts) await cp(from, join(context, as), { recursive: true });
  if (existsSync(join(context, "package-lock.json"))) await installPackages(workshop, `the image ${name}`, context);
  if (name === "quantflow-app") await bundle(workshop.root, join(context, "app"));
  if (name === "preview") await bundleServer(workshop.root, join(context, "server"));
}

/** Loaded when it is needed: the bundler is a large package, and most runs build nothing. */
async function bundle(root: string, output: string): Promise<void> {
  const { bundleApplication } = await import("../../images/quantflow-app/bundle.ts");
  await bundleApplication(root, output);
}

async function bundleServer(root: string, output: string): Promise<void> {
  const { bundlePreview } = await import("../../images/preview/bundle.ts");
  await bundlePreview(root, output);
}
