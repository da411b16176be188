import { composeFiles as filesOf } from "../lib/renderings/compose/index.ts";
import { dataFormatOf, referenceOf } from "./images.ts";
import type { Model } from "./model.ts";
import { isHad } from "./resolution.ts";

/** What `docker compose` needs to run the model in one engine, but the secrets' values. */
export const composeFiles = ({ services, instance, resolution, hostPort }: Model): ReadonlyMap<string, string> =>
  filesOf(services, {
    project: instance.prefix,
    imageReference: (image) => referenceOf(image, resolution.imageSource),
    dataFormat: (image) => dataFormatOf(image, resolution.imageSource),
    hostPort,
    hasSecret: (secret) => isHad(secret, resolution),
  });
