/** What one namespace shares. */

import type { Service } from "../../services/service.ts";
import type { KubernetesGiven } from "./given.ts";
import type { Names } from "./names.ts";
import type { KubernetesObject, ObjectMetadata } from "./object.ts";

/** Of an object that belongs to a service. */
export const metadataOf = (names: Names, service: Service, name = names.object(service)): ObjectMetadata => ({
  name,
  namespace: names.namespace,
  labels: names.labels(service),
});

/** Source: kubernetes.io/docs/concepts/security/pod-security-standards */
export type PodSecurity = "restricted" | "baseline" | "privileged";

/** Refuses every pod that does not keep to the profile. */
export const namespaceObject = ({ common }: Names, name: string, profile: PodSecurity): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: {
    name,
    labels: {
      ...common,
      "pod-security.kubernetes.io/enforce": profile,
      "pod-security.kubernetes.io/warn": profile,
      "pod-security.kubernetes.io/audit": profile,
    },
  },
});

/** Who a service is in the cluster: nobody, for none asks the API server for anything. */
export const serviceAccount = ({ names, pullSecret }: KubernetesGiven, service: Service): KubernetesObject => ({
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: metadataOf(names, service),
  automountServiceAccountToken: false,
  ...(pullSecret !== undefined && { imagePullSecrets: [{ name: pullSecret }] }),
});
