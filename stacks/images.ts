import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  type Image,
  type ImageSource,
  imageReference,
  isBuilt,
  type LocalImage,
  localOf,
  versionOf,
} from "../lib/services/image.ts";
import { unknownImage } from "./errors.ts";
import { type ImageName, imageNames, images } from "./versions.ts";

const REPOSITORY = join(import.meta.dirname, "..");

/**
 * What a built image is made of, as 64 hexadecimal digits: its entry in versions.ts, its folder, its tools' pins and
 * what it stands on. So synthesis can name an image that is not built yet, and a changed input gets a new name.
 * Empty for an image that is not built in this source. Packages of Debian are taken as they are and do not count.
 */
export function contentHash(name: ImageName, source: ImageSource, root = REPOSITORY): string {
  const local = localOf(images[name]);
  if (!local || !isBuilt(images[name], source)) return "";
  const hash = createHash("sha256").update(JSON.stringify(local));
  if (local.on) hash.update(referenceOf(local.on, source, root));
  for (const path of inputs(name, local)) addPath(hash, root, path);
  return hash.digest("hex");
}

/** The name a container asks the engine for: `prom/prometheus:v3.13.5`, `quantflow-local/prometheus:v3.13.5-<12 hex>`. */
export function referenceOf(name: string, source: ImageSource, root = REPOSITORY): string {
  if (!isImageName(name)) throw unknownImage(name, imageNames);
  return imageReference(name, images[name], source, contentHash(name, source, root));
}

/** What reads the files that the image keeps: `PostgreSQL 17`; undefined where any version does. */
export function dataFormatOf(name: string, source: ImageSource): string | undefined {
  if (!isImageName(name)) throw unknownImage(name, imageNames);
  const image: Image = images[name];
  return image.dataFormat?.(versionOf(image, source));
}

const isImageName = (name: string): name is ImageName => Object.hasOwn(images, name);

const inputs = (name: string, local: LocalImage): readonly string[] => [
  join("images", name),
  ...(local.tools ? [join("tools", local.tools)] : []),
  ...(local.from ?? []),
];

const MADE = new Set(["node_modules", "build"]);

/** Names and contents of a file or a folder, in a fixed order; what someone installed or built there does not count. */
function addPath(hash: Hash, root: string, path: string): void {
  if (statSync(join(root, path)).isDirectory()) {
    for (const entry of readdirSync(join(root, path)).sort())
      if (!MADE.has(entry)) addPath(hash, root, join(path, entry));
    return;
  }
  const content = readFileSync(join(root, path));
  hash.update(`${path}\0${content.length}\0`).update(content);
}
