import { DockerProvider } from "@cdktf/provider-docker/lib/provider";
import type { TerraformStack } from "../terraform.ts";

/** The bindings were generated for 3.6; they drive 4.6, whose arguments are a superset of those. */
const VERSION = "~> 4.6";

/** The engine is the one DOCKER_HOST names, or this machine's. */
export function dockerProvider(stack: TerraformStack): void {
  new DockerProvider(stack, "docker");
  stack.addOverride("terraform.required_providers.docker.version", VERSION);
}
