import { namesUnder, renderStorage } from "../lib/renderings/docker/index.ts";
import type { TerraformStack } from "../lib/renderings/terraform.ts";
import type { Model } from "./model.ts";

/** Volumes: data that cannot be destroyed by accident, and the empty ones that secrets are pushed into. */
export const storage = (stack: TerraformStack, { services, instance }: Model): void =>
  renderStorage(stack, services, namesUnder(instance.prefix));
