import type { Service } from "../../services/service.ts";
import {
  type KubernetesRenderingError,
  localImage,
  notReplicable,
  notRestricted,
  outOfReach,
  portTwice,
  unknownReplicas,
  volumeWithoutSize,
} from "./errors.ts";
import type { KubernetesGiven } from "./given.ts";
import { imagesOf } from "./images.ts";
import { serviceNameFaults } from "./names-faults.ts";
import { isStateful } from "./service.ts";

/** What a cluster, or the restricted profile of the namespace, would refuse of the services. */
export const serviceFaults = (given: KubernetesGiven): readonly KubernetesRenderingError[] => [
  ...given.services.flatMap((service) => [
    ...serviceNameFaults(service),
    ...samePorts(service),
    ...imageFaults(service, given),
    ...profileFaults(service),
    ...storageFaults(service, given),
    ...reachFaults(service, given),
  ]),
  ...Object.keys(given.replicas)
    .filter((name) => !given.services.some((service) => service.name === name))
    .map(unknownReplicas),
];

function samePorts({ name, ports }: Service): readonly KubernetesRenderingError[] {
  const named = Object.entries<number>(ports);
  return [...new Set(Object.values<number>(ports))].flatMap((number) => {
    const same = named.filter(([, port]) => port === number).map(([port]) => port);
    return same.length > 1 ? [portTwice(name, same, number)] : [];
  });
}

const imageFaults = (service: Service, given: KubernetesGiven): readonly KubernetesRenderingError[] =>
  imagesOf(service, given)
    .filter((image) => given.imageReference(image) === undefined)
    .map((image) => localImage(service.name, image));

const profileFaults = ({ name, user, hostPaths = [] }: Service): readonly KubernetesRenderingError[] => [
  ...(/^[1-9]\d*:\d+$/.test(user) ? [] : [notRestricted(name, `runs as ${user}, not as a numbered user above 0`)]),
  ...(hostPaths.length > 0
    ? [notRestricted(name, `reads ${hostPaths.map(({ host }) => host).join(", ")} of the machine it runs on`)]
    : []),
];

function storageFaults(service: Service, { replicas, storage }: KubernetesGiven): readonly KubernetesRenderingError[] {
  const times = replicas[service.name] ?? 1;
  const sizeless = (service.volumes ?? []).filter(({ volume }) => storage.sizes[volume.name] === undefined);
  return [
    ...(times > 1 && isStateful(service) ? [notReplicable(service.name, times)] : []),
    ...sizeless.map(({ volume }) => volumeWithoutSize(service.name, volume.name)),
  ];
}

/** A bare name is looked up in one's own namespace only. */
const reachFaults = ({ name }: Service, { links, elsewhere }: KubernetesGiven): readonly KubernetesRenderingError[] =>
  [...new Set(links.filter(({ from }) => from === name).map(({ to }) => to.service.name))]
    .filter((callee) => elsewhere[callee] !== undefined)
    .map((callee) => outOfReach(name, callee));
