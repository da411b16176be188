export { assertNone, KubernetesRenderingError, localImage, volumeWithoutSize } from "./errors.ts";
export { COREDNS, type KubernetesGiven, type NameServer, type Pods, type Storage } from "./given.ts";
export { imagesOf } from "./images.ts";
export { type Labels, matches, NAMESPACE_LABEL, type Names, namesIn } from "./names.ts";
export { type KubernetesObject, objectFiles, objectText, objectYaml } from "./object.ts";
export { objectFaults } from "./object-faults.ts";
export { type RequiredSecret, requiredSecrets, secretsTable } from "./required-secrets.ts";
export { namespaceObject, type PodSecurity } from "./shared.ts";
export { workloadObjects } from "./workloads.ts";
