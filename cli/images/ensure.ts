import { type ImageSource, isBuilt, localOf } from "../../lib/services/image.ts";
import { referenceOf } from "../../stacks/images.ts";
import { type ImageName, imageNames, images } from "../../stacks/versions.ts";
import type { Workshop } from "../tools/index.ts";
import { together } from "../tools/limit.ts";
import { importBase } from "./base.ts";
import { buildImage, prepareParts } from "./build.ts";
import { presentReferences } from "./engine.ts";
import { pull } from "./pull.ts";

/**
 * Brings every named image into the engine: pulled by its tag, or built with all that it stands on, side by side.
 * Costs one `docker image ls` when all are there. An image that this source cannot give (Grafana, where images are
 * built) is left alone; `availableImages` says whether the engine has it.
 */
export async function ensureImages(
  workshop: Workshop,
  names: readonly ImageName[],
  source: ImageSource,
): Promise<void> {
  const present = await presentReferences(workshop);
  const missing = missingFrom(present, names, source);
  if (missing.length === 0) return;
  const ensure = ensurer(source, present);
  await together(
    workshop,
    missing.map((name) => (shared: Workshop) => ensure(shared, name)),
  );
}

/** Those of the named images that `ensureImages` would pull or build. */
export const missingImages = async (
  workshop: Workshop,
  names: readonly ImageName[],
  source: ImageSource,
): Promise<readonly ImageName[]> => missingFrom(await presentReferences(workshop), names, source);

const missingFrom = (present: ReadonlySet<string>, names: readonly ImageName[], source: ImageSource): ImageName[] =>
  names
    .filter((name) => source.kind !== "local" || isBuilt(images[name], source))
    .filter((name) => !present.has(referenceOf(name, source)));

/** Every image once, however many stand on it. */
function ensurer(source: ImageSource, present: ReadonlySet<string>) {
  const started = new Map<ImageName, Promise<void>>();
  const bring = async (workshop: Workshop, name: ImageName): Promise<void> => {
    const reference = referenceOf(name, source);
    if (present.has(reference)) return;
    if (!isBuilt(images[name], source)) return pull(workshop, reference);
    const on = localOf(images[name])?.on as ImageName | undefined;
    if (!on) return importBase(workshop, reference);
    const [parts] = await Promise.all([prepareParts(workshop, name), ensure(workshop, on)]);
    return buildImage(workshop, { name, reference, base: referenceOf(on, source), parts });
  };
  const ensure = (workshop: Workshop, name: ImageName): Promise<void> => {
    const running = started.get(name) ?? bring(workshop, name);
    started.set(name, running);
    return running;
  };
  return ensure;
}

/** The images without a local source that this source can use: pulled from a registry, or in the engine already. */
export async function availableImages(workshop: Workshop, source: ImageSource): Promise<readonly ImageName[]> {
  const external = imageNames.filter((name) => !localOf(images[name]));
  if (source.kind !== "local") return external;
  const present = await presentReferences(workshop);
  return external.filter((name) => present.has(referenceOf(name, source)));
}
