import { Container } from "@cdktf/provider-docker/lib/container";
import { Image } from "@cdktf/provider-docker/lib/image";
import { Network as DockerNetwork } from "@cdktf/provider-docker/lib/network";
import { Volume as DockerVolume } from "@cdktf/provider-docker/lib/volume";
import { networksOf } from "../../services/network.ts";
import type { Service } from "../../services/service.ts";
import { type Construct, TerraformStack } from "../terraform.ts";
import { carrier } from "./carrier.ts";
import { INTERNAL } from "./confinement.ts";
import { container } from "./container.ts";
import type { DockerGiven } from "./given.ts";
import { inOrder } from "./in-order.ts";
import { dockerProvider } from "./provider.ts";

/** Everything that runs: images, networks, configuration and containers. Volumes with data stand in storage. */
export function renderPlatform(scope: Construct, services: readonly Service[], given: DockerGiven): void {
  dockerProvider(TerraformStack.of(scope));
  const images = renderImages(scope, [given.toolbox, ...services.map((one) => given.imageReference(one.image))]);
  const imageId = (reference: string): string => (images.get(reference) as Image).imageId;
  const networks = renderNetworks(scope, services, given);
  const made = new Map<string, Container>();
  for (const service of inOrder(services)) {
    const files = renderConfiguration(scope, service, { ...given, toolbox: imageId(given.toolbox) });
    const needs = (service.needs ?? []).flatMap((need) => made.get(need.name) ?? []);
    const config = container(service, imageId(given.imageReference(service.image)), given);
    const dependsOn = [...networks, ...files, ...needs];
    made.set(service.name, new Container(scope, service.name, { ...config, dependsOn }));
  }
}

function renderImages(scope: Construct, references: readonly string[]): ReadonlyMap<string, Image> {
  const idOf = (reference: string): string => `image-${reference.replace(/[^A-Za-z0-9]+/g, "-")}`;
  const make = (name: string): [string, Image] => [name, new Image(scope, idOf(name), { name, keepLocally: true })];
  return new Map([...new Set(references)].map(make));
}

const renderNetworks = (scope: Construct, services: readonly Service[], given: DockerGiven): DockerNetwork[] =>
  networksOf(services).map(
    (network) =>
      new DockerNetwork(scope, `network-${network}`, {
        name: given.names.network(network),
        internal: INTERNAL.includes(network),
        labels: [{ label: "quantflow.instance", value: given.names.prefix }],
      }),
  );

function renderConfiguration(scope: Construct, service: Service, given: DockerGiven): Container[] {
  if (!service.configuration) return [];
  const volume = new DockerVolume(scope, `configuration-${service.name}`, {
    name: given.names.configuration(service),
    labels: [{ label: "quantflow.instance", value: given.names.prefix }],
  });
  const config = carrier(service, service.configuration, given);
  return [new Container(scope, `${service.name}-configuration`, { ...config, dependsOn: [volume] })];
}
