import { namesUnder, renderPlatform } from "../lib/renderings/docker/index.ts";
import type { TerraformStack } from "../lib/renderings/terraform.ts";
import { dataFormatOf, referenceOf } from "./images.ts";
import type { Model } from "./model.ts";

/** Everything that runs. */
export const platform = (stack: TerraformStack, { services, instance, resolution, hostPort }: Model): void =>
  renderPlatform(stack, services, {
    names: namesUnder(instance.prefix),
    imageReference: (image) => referenceOf(image, resolution.imageSource),
    dataFormat: (image) => dataFormatOf(image, resolution.imageSource),
    toolbox: referenceOf("toolbox", resolution.imageSource),
    hostPort,
  });
