import type { Service } from "../lib/services/service.ts";
import type { Resolution } from "./resolution.ts";
import { type ImageName, images } from "./versions.ts";

/** A service that is left out here, and why; printed by `up` and told by `status`. */
export interface Omission {
  readonly name: string;
  readonly why: string;
}

/** Services whose image is to be had nowhere: no registry answers, there is no local source, the engine has none. */
export function omissions(services: readonly Service[], resolution: Resolution): readonly Omission[] {
  if (resolution.imageSource.kind !== "local") return [];
  return services.flatMap(({ name, image }) => {
    const pinned = images[image as ImageName];
    if (!("noLocalSource" in pinned) || resolution.available.includes(image)) return [];
    return [{ name, why: pinned.noLocalSource }];
  });
}
