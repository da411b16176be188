import type { Service } from "../../services/service.ts";
import type { Names } from "./names.ts";
import type { KubernetesObject } from "./object.ts";
import { metadataOf } from "./shared.ts";

/** Keeps data, so its pods have names and volumes of their own. */
export const isStateful = ({ volumes = [] }: Service): boolean => volumes.length > 0;

/**
 * The name under which others find it, on the ports of its addresses. A StatefulSet's is headless, so that it leads to
 * the pod itself. None where nothing listens: a Service has at least one port.
 */
export function serviceObjects(names: Names, service: Service): readonly KubernetesObject[] {
  const ports = Object.entries<number>(service.ports);
  if (ports.length === 0) return [];
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: metadataOf(names, service),
      spec: {
        ...(isStateful(service) && { clusterIP: "None" }),
        selector: names.selector(service),
        ports: ports.map(([name, port]) => ({ name, port, targetPort: name, protocol: "TCP" })),
      },
    },
  ];
}
