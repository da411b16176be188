export { assertNone, KubernetesRenderingError } from "./errors.ts";
export type { KubernetesGiven, Pods, Storage } from "./given.ts";
export { type Labels, matches, NAMESPACE_LABEL, type Names, namesIn } from "./names.ts";
export { type KubernetesObject, objectFiles, objectText, objectYaml } from "./object.ts";
export { objectFaults } from "./object-faults.ts";
export { type RequiredSecret, requiredSecrets, secretsPage } from "./required-secrets.ts";
export { workloadObjects } from "./workloads.ts";
