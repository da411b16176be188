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

/** What runs only in another service's place. */
const STANDS_IN_FOR: Readonly<Record<string, string>> = { preview: "grafana" };

/** The services without what is omitted. Where a service is there, nobody misses what would stand in for it. */
export function running(services: readonly Service[], omitted: readonly Omission[]): readonly Service[] {
  const isOmitted = (name: string) => omitted.some((one) => one.name === name);
  const isNeeded = (name: string) => {
    const other = STANDS_IN_FOR[name];
    return other === undefined || isOmitted(other);
  };
  return services.filter(({ name }) => !isOmitted(name) && isNeeded(name));
}
