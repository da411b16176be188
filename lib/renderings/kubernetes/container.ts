import { SECRETS_DIRECTORY } from "../../services/secret.ts";
import type { Service } from "../../services/service.ts";
import type { KubernetesGiven } from "./given.ts";
import { pulled } from "./images.ts";
import { probesOf } from "./probes.ts";
import { literal, resources } from "./values.ts";

/** How long a pod still takes requests after it was told to go: until every node knows that it is going. */
export const LEAVING_SECONDS = 5;
/** Everything in a volume lies in this directory of it. */
export const DATA = "data";

/** What a container may do at most in a namespace of the restricted profile. */
export const CONFINED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
} as const;

export function container(service: Service, given: KubernetesGiven) {
  const { entrypoint, command, environment = {}, ports, health } = service;
  return {
    name: service.name,
    image: pulled(service, service.image, given),
    ...(entrypoint && { command: entrypoint.map(literal) }),
    ...(command && { args: command.map(literal) }),
    env: Object.entries(environment).map(([name, value]) => ({ name, value: literal(value) })),
    ports: Object.entries<number>(ports).map(([name, containerPort]) => ({ name, containerPort, protocol: "TCP" })),
    ...probesOf(health),
    lifecycle: { preStop: { sleep: { seconds: LEAVING_SECONDS } } },
    resources: resources(service.limits),
    securityContext: CONFINED,
    volumeMounts: mountsOf(service),
  };
}

/** The volumes of a pod that are not claims; their names are the pod's own. */
export const CONFIGURATION = "configuration";
export const SECRETS = "secrets";
export const scratchName = (index: number): string => `scratch-${index}`;

const mountsOf = ({ volumes = [], configuration, secrets, scratch = [] }: Service) => [
  ...volumes.map(({ volume, at }) => ({ name: volume.name, mountPath: at, subPath: DATA })),
  ...(configuration ? [{ name: CONFIGURATION, mountPath: configuration.mount, readOnly: true }] : []),
  ...(secrets ? [{ name: SECRETS, mountPath: SECRETS_DIRECTORY, readOnly: true }] : []),
  ...scratch.map((mountPath, index) => ({ name: scratchName(index), mountPath })),
];

/**
 * Makes the service's own directory in each of its volumes. A fresh volume's root belongs to root and may hold
 * `lost+found`; PostgreSQL takes only an empty directory that is its own.
 */
export function directoryMaker(service: Service, given: KubernetesGiven) {
  const { volumes = [] } = service;
  const at = ({ name }: { readonly name: string }) => `/volumes/${name}`;
  return {
    name: "directories",
    image: pulled(service, given.toolbox, given),
    command: ["mkdir", "-p", "-m", "0700", ...volumes.map(({ volume }) => `${at(volume)}/${DATA}`)],
    resources: { limits: { cpu: "100m", memory: "16Mi" }, requests: { cpu: "10m", memory: "16Mi" } },
    securityContext: CONFINED,
    volumeMounts: volumes.map(({ volume }) => ({ name: volume.name, mountPath: at(volume) })),
  };
}
