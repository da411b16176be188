import type { Service } from "../../services/service.ts";
import type { Mount } from "../../services/volume.ts";
import type { KubernetesGiven, Storage } from "./given.ts";
import type { KubernetesObject } from "./object.ts";
import { podTemplate } from "./pod.ts";
import { isStateful } from "./service.ts";
import { metadataOf } from "./shared.ts";
import { memory } from "./values.ts";

/** What runs a service: a StatefulSet where it keeps data, else a Deployment. */
export function workload(service: Service, given: KubernetesGiven): KubernetesObject {
  const { names } = given;
  const replicas = given.replicas[service.name] ?? 1;
  const stateful = isStateful(service);
  return {
    apiVersion: "apps/v1",
    kind: stateful ? "StatefulSet" : "Deployment",
    metadata: metadataOf(names, service),
    spec: {
      replicas,
      selector: { matchLabels: names.selector(service) },
      template: podTemplate(service, given),
      ...(stateful ? kept(service, given) : { strategy: strategy(replicas) }),
    },
  };
}

/** Never two of what runs once: two exporters would double every sum, two exchanges would be two markets. */
const strategy = (replicas: number) =>
  replicas > 1 ? { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } : { type: "Recreate" };

const kept = (service: Service, { names, storage }: KubernetesGiven) => ({
  serviceName: names.object(service),
  // In order, a pod that never gets ready would hold up the template that mends it (kubernetes#67250). None has an order.
  podManagementPolicy: "Parallel",
  // Data outlives what wrote it.
  persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
  volumeClaimTemplates: (service.volumes ?? []).map((mount) => claim(mount, storage)),
});

function claim({ volume }: Mount, storage: Storage) {
  const size = storage.sizes[volume.name];
  return {
    metadata: { name: volume.name },
    spec: {
      accessModes: ["ReadWriteOnce"],
      ...(storage.class !== undefined && { storageClassName: storage.class }),
      ...(size && { resources: { requests: { storage: memory(size) } } }),
    },
  };
}

/**
 * How many of a service's pods a drained node may take at once. Only where there are several: a budget of one pod either
 * forbids every drain for ever or allows everything, and then says nothing. A pod that is not ready protects nobody.
 */
export function disruptionBudgets({ names, replicas }: KubernetesGiven, service: Service): readonly KubernetesObject[] {
  if ((replicas[service.name] ?? 1) < 2) return [];
  return [
    {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: metadataOf(names, service),
      spec: {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: "AlwaysAllow",
        selector: { matchLabels: names.selector(service) },
      },
    },
  ];
}
