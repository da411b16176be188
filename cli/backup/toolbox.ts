import { referenceOf } from "../../stacks/images.ts";
import type { Model } from "../../stacks/model.ts";

/** The image of the helpers. It came with the platform: a registry has no part in a backup. */
export const toolboxOf = ({ resolution }: Pick<Model, "resolution">): string =>
  referenceOf("toolbox", resolution.imageSource);
