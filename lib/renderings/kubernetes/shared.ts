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

const PROFILE = "restricted";

/** Refuses every pod that does not keep to the profile. Source: kubernetes.io/docs/concepts/security/pod-security-standards */
export const namespaceObject = ({ namespace, common }: Names): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: {
    name: namespace,
    labels: {
      ...common,
      "pod-security.kubernetes.io/enforce": PROFILE,
      "pod-security.kubernetes.io/warn": PROFILE,
      "pod-security.kubernetes.io/audit": PROFILE,
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
