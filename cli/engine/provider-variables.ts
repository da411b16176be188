import { join } from "node:path";
import type { Workshop } from "../tools/index.ts";
import { chosenEndpoint } from "./find.ts";

/**
 * What leads Terraform's provider to the engine that `docker` speaks to. The provider knows DOCKER_HOST and
 * DOCKER_CERT_PATH; it knows neither the docker context in use nor the folder that DOCKER_TLS_VERIFY falls back on.
 */
export async function providerVariables(
  asker: Pick<Workshop, "run" | "variables" | "signal">,
): Promise<NodeJS.ProcessEnv> {
  const { DOCKER_HOST, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH, DOCKER_CONFIG, HOME = "" } = asker.variables;
  if (!DOCKER_HOST) {
    const chosen = await chosenEndpoint(asker);
    return chosen?.from === "docker context" ? { DOCKER_HOST: chosen.endpoint } : {};
  }
  return DOCKER_TLS_VERIFY && !DOCKER_CERT_PATH ? { DOCKER_CERT_PATH: DOCKER_CONFIG || join(HOME, ".docker") } : {};
}
