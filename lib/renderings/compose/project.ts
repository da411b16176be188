import { networksOf } from "../../services/network.ts";
import type { Service } from "../../services/service.ts";
import { INTERNAL } from "../docker/confinement.ts";
import { inOrder } from "../docker/in-order.ts";
import { configurationFiles } from "./configuration.ts";
import type { ComposeGiven } from "./given.ts";
import { escapeInterpolation } from "./interpolation.ts";
import { declaredSecrets } from "./secrets.ts";
import { composeService } from "./service.ts";
import { written } from "./written.ts";

export const COMPOSE_FILE = "docker-compose.yml";

/**
 * The Compose file and, beside it, the configuration that its services read; no secret. Fails when services need each
 * other in a circle.
 */
export const composeFiles = (services: readonly Service[], given: ComposeGiven): ReadonlyMap<string, string> =>
  new Map([[COMPOSE_FILE, written(project(services, given))], ...configurationFiles(services)]);

const project = (services: readonly Service[], given: ComposeGiven) => ({
  name: given.project,
  services: Object.fromEntries(
    inOrder(services).map((service) => [service.name, composeService(service, services, given)]),
  ),
  networks: Object.fromEntries(
    networksOf(services).map((network) => [network, { internal: INTERNAL.includes(network) }]),
  ),
  volumes: volumes(services),
  secrets: declaredSecrets(services, given),
});

/** Volumes that outlive the containers; `docker compose down --volumes` removes them all the same. */
const volumes = (services: readonly Service[]) =>
  Object.fromEntries(
    services.flatMap((service) =>
      (service.volumes ?? []).map(({ volume: { name, holds } }) => [
        name,
        { labels: { "quantflow.holds": escapeInterpolation(holds) } },
      ]),
    ),
  );
