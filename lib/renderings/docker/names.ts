import type { Network } from "../../services/network.ts";
import type { Service } from "../../services/service.ts";
import type { Volume } from "../../services/volume.ts";

/** What things are called in the engine. The prefix is the instance's, so two instances share nothing. */
export interface Names {
  readonly prefix: string;
  readonly container: (service: Service) => string;
  readonly carrier: (service: Service) => string;
  readonly network: (network: Network) => string;
  readonly volume: (volume: Volume) => string;
  readonly configuration: (service: Service) => string;
  readonly secrets: (service: Service) => string;
}

export const namesUnder = (prefix: string): Names => ({
  prefix,
  container: (service) => `${prefix}-${service.name}`,
  carrier: (service) => `${prefix}-${service.name}-configuration`,
  network: (network) => `${prefix}-${network}`,
  volume: (volume) => `${prefix}-${volume.name}`,
  configuration: (service) => `${prefix}-configuration-${service.name}`,
  secrets: (service) => `${prefix}-secrets-${service.name}`,
});
