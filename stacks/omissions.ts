import type { Service } from "../lib/services/service.ts";
import { STACK_SERVICES } from "./kubernetes-monitoring.ts";
import type { Given } from "./model.ts";
import { type ImageName, images } from "./versions.ts";

/** A service that is left out here, and why; printed by `up` and told by `status`. */
export interface Omission {
  readonly name: string;
  readonly why: string;
}

/** Services that the environment does without, and those whose image is to be had nowhere. */
export const omissions = (services: readonly Service[], given: Given): readonly Omission[] =>
  services.flatMap(({ name, image }) => {
    const why = given.environment.leavesOut[name] ?? (isBrought(name, given) ? undefined : missingImage(image, given));
    return why === undefined ? [] : [{ name, why }];
  });

/** What a chart brings runs the image that the chart is given, wherever ours come from. */
const isBrought = (name: string, { environment }: Given): boolean =>
  environment.ground.kind === "kubernetes" && Object.values<string>({ ...STACK_SERVICES }).includes(name);

/** Why there is no such image: no registry answers, there is no local source, the engine has none. */
function missingImage(image: string, { resolution }: Given): string | undefined {
  const pinned = images[image as ImageName];
  const isHad = resolution.imageSource.kind !== "local" || resolution.available.includes(image);
  return isHad || !("noLocalSource" in pinned) ? undefined : pinned.noLocalSource;
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
