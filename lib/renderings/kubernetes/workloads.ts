import type { Service } from "../../services/service.ts";
import { configMaps } from "./config-map.ts";
import { assertNone } from "./errors.ts";
import type { KubernetesGiven } from "./given.ts";
import { defaultDeny, networkPolicy, policyElsewhere } from "./network-policy.ts";
import type { KubernetesObject } from "./object.ts";
import { serviceObjects } from "./service.ts";
import { serviceFaults } from "./service-faults.ts";
import { namespaceObject, serviceAccount } from "./shared.ts";
import { disruptionBudgets, workload } from "./workload.ts";

/** Everything that runs, in its namespace. Fails with all that a cluster would refuse of the services; see errors.ts. */
export function workloadObjects(given: KubernetesGiven): readonly KubernetesObject[] {
  assertNone(serviceFaults(given));
  return [
    namespaceObject(given.names, given.names.namespace, "restricted"),
    defaultDeny(given),
    ...given.services.flatMap((service) => objectsOf(service, given)),
    ...given.carried.map((service) => policyElsewhere(given, service)),
  ];
}

const objectsOf = (service: Service, given: KubernetesGiven): readonly KubernetesObject[] => [
  serviceAccount(given, service),
  networkPolicy(given, service),
  ...configMaps(given.names, service),
  ...serviceObjects(given.names, service),
  workload(service, given),
  ...disruptionBudgets(given, service),
];
