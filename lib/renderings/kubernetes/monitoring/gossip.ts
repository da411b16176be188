import { type Labels, NAMESPACE_LABEL } from "../names.ts";
import type { KubernetesObject } from "../object.ts";
import type { Stack } from "./stack.ts";
import { alertmanagerPods } from "./stack-places.ts";

/** Where replicas of an Alertmanager tell each other what they have notified. Source: operator 0.85, statefulset.go */
const PORT = 9094;

/** Without it a policy on Alertmanager's pods would part its replicas, and each would notify. */
export function gossipPolicy(stack: Stack, labels: Labels): KubernetesObject {
  const pods = alertmanagerPods(stack);
  const replica = {
    namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: pods.namespace } },
    podSelector: { matchLabels: pods.labels },
  };
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: `${stack.name}-alertmanager-gossip`, namespace: stack.namespace, labels },
    spec: {
      podSelector: { matchLabels: pods.labels },
      policyTypes: ["Ingress"],
      ingress: [{ from: [replica], ports: ["TCP", "UDP"].map((protocol) => ({ protocol, port: PORT })) }],
    },
  };
}
