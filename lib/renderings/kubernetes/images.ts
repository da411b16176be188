import type { Service } from "../../services/service.ts";
import { localImage } from "./errors.ts";
import type { KubernetesGiven } from "./given.ts";
import { isStateful } from "./service.ts";

/** Every image that the pods of a service run, by its name in versions.ts. */
export const imagesOf = (service: Service, { toolbox }: Pick<KubernetesGiven, "toolbox">): readonly string[] => [
  service.image,
  ...(isStateful(service) ? [toolbox] : []),
];

/** What a node pulls for it. Fails where it stands in no registry, which serviceFaults says before, of all at once. */
export function pulled(service: Service, image: string, { imageReference }: KubernetesGiven): string {
  const reference = imageReference(image);
  if (reference === undefined) throw localImage(service.name, image);
  return reference;
}
